// The plan of a run, before anything is started: what is made in which order, what it costs, what stands in the way.
import { useState } from "react";
import { ApiError } from "../api/client";
import type { Plan, Scope } from "../api/types";
import { useWorkspace } from "../canvas/workspace_context";
import { useSaveState } from "../document/context";
import { useBalance } from "../live/store";
import { credits } from "../panel/changed";
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import { Dialog } from "../ui/Dialog";
import { Segments } from "../ui/Segments";
import { Switch } from "../ui/Switch";
import { changePlan, closePlan, useOpenPlan } from "./open_plan";
import { PlanRows } from "./PlanRows";
import { startName, summary } from "./plan_words";
import { usePlan } from "./use_plan";
import { useStart } from "./use_start";

const WAYS = [
  { value: false, label: "For real" },
  { value: true, label: "Rehearsal" },
];
const REHEARSAL =
  "Built-in models stand in for the chosen ones, for nothing: to see and hear the whole piece before paying.";

export function PlanDialog() {
  const { scope, title } = useOpenPlan();
  return (
    <Dialog title={title} open={scope !== null} onClose={closePlan} size="middle">
      {scope && <PlanOf scope={scope} />}
    </Dialog>
  );
}

function PlanOf({ scope }: { scope: Scope }) {
  const { plan, behind, error, refetch, replace } = usePlan(scope);
  const { start, sending, notice } = useStart(replace, closePlan);
  const workspace = useWorkspace();
  const leaveFor = (node: string) => {
    closePlan();
    workspace.goTo(node);
  };
  return (
    <div className="flex flex-col" data-plan>
      <Ways scope={scope} plan={plan} />
      {error && !plan && <NotPlanned error={error} onAgain={() => void refetch()} />}
      {!plan && !error && <Skeleton />}
      {plan && <PlanRows plan={plan} onGo={leaveFor} />}
      {plan && <Foot {...{ plan, behind, sending, notice }} onStart={() => void start(plan)} />}
    </div>
  );
}

function Ways({ scope, plan }: { scope: Scope; plan: Plan | undefined }) {
  return (
    <div className="border-line border-b px-4 pb-3">
      <div className="flex flex-wrap items-center gap-2">
        <Segments
          label="Run"
          value={scope.rehearsal}
          segments={WAYS}
          onPick={(rehearsal) => changePlan({ rehearsal })}
        />
        <Switch label="Make again what is up to date" on={scope.again} onChange={(again) => changePlan({ again })} />
      </div>
      <p className="min-h-10 pt-2 text-ink-soft text-label" aria-live="polite">
        {plan ? summary(plan) : "…"}
        {scope.rehearsal && <span className="block text-ink-faint">{REHEARSAL}</span>}
      </p>
    </div>
  );
}

interface FootProps {
  plan: Plan;
  behind: boolean;
  sending: boolean;
  notice: string | null;
  onStart: () => void;
}

function Foot({ plan, behind, sending, notice, onStart }: FootProps) {
  const offline = useSaveState() === "offline";
  const balance = useBalance();
  const why = offline ? "Offline. You can run it when the line is back" : (plan.reason?.message ?? null);
  const off = offline || !plan.can_run;
  const [seen, setSeen] = useState(plan.price);
  return (
    <footer className="sticky bottom-0 border-line border-t bg-sheet px-4 py-3">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-soft text-label">
          {why ?? (balance !== null && !plan.scope.rehearsal && `You have ${credits(balance)}`)}
        </p>
        <Button onClick={closePlan}>Cancel</Button>
        <Button
          look="primary"
          aria-label={startName(plan)}
          aria-disabled={off || behind || sending}
          aria-busy={sending || (behind && !off)}
          onClick={() => {
            if (off || behind || sending) return;
            setSeen(plan.price);
            onStart();
          }}
          className={classes("tabular min-w-30", sending && "shimmer")}
        >
          {plan.scope.rehearsal ? "Rehearse" : "Run"} ·{" "}
          <span key={plan.price} className={seen !== plan.price ? "price-changed" : ""}>
            {plan.exact ? plan.price : `at most ${plan.price}`}
          </span>
        </Button>
      </div>
      <p role="alert" className="text-right text-label text-warn not-empty:pt-2">
        {notice}
      </p>
    </footer>
  );
}

function NotPlanned({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const words = error instanceof ApiError ? error.message : "The plan could not be made.";
  return (
    <div role="alert" className="flex items-center justify-between gap-3 px-4 py-6 text-ink-soft">
      {words}
      <Button small onClick={onAgain}>
        Try again
      </Button>
    </div>
  );
}

function Skeleton() {
  return (
    <div aria-hidden="true" className="flex h-40 flex-col gap-2 px-4 py-4">
      {[70, 55, 62].map((width) => (
        <div key={width} className="h-8 animate-pulse rounded-[6px] bg-skeleton" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
