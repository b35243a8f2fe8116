// At the bottom of a canvas while a run goes on, and when it has ended: how far it is, what it cost, what to do next.
import { ChevronUp, X } from "lucide-react";
import { useState } from "react";
import { putBack, stopRun } from "../api/client";
import { messageOf } from "../api/errors";
import type { Run, RunNode } from "../api/types";
import { useWorkspace } from "../canvas/workspace_context";
import { receive, useLive } from "../live/store";
import { Button } from "../ui/Button";
import { IconButton } from "../ui/IconButton";
import { toast } from "../ui/Toasts";
import { openPlan } from "./open_plan";
import { progressWords, share, whyNot, without } from "./run_words";
import { dismiss, useDismissed } from "./seen_runs";

export function RunBar() {
  const run = useLive((state) => state.run);
  const dismissed = useDismissed(run);
  return run && !dismissed ? <Bar key={run.id} run={run} /> : null;
}

function Bar({ run }: { run: Run }) {
  const [open, setOpen] = useState(false);
  const going = run.state === "running";
  const missing = going ? [] : without(run);
  return (
    <section
      aria-label="Run"
      className="fixed bottom-3 left-3 z-14 w-fit max-w-[min(34rem,calc(100vw-1.5rem))] overflow-hidden rounded-[12px] bg-sheet shadow-float max-sm:top-16 max-sm:bottom-auto"
    >
      {open && missing.length > 0 && <Missing nodes={missing} />}
      <div className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 py-1.5 pr-2 pl-4">
        <p role="status" className="tabular min-w-0 flex-1 text-ink text-ui max-sm:basis-full sm:truncate">
          {progressWords(run)}
        </p>
        {missing.length > 0 && (
          <Button small look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {missing.length === 1 ? "1 without a result" : `${missing.length} without a result`}
            <ChevronUp aria-hidden="true" size={13} strokeWidth={1.5} className={open ? "rotate-180" : ""} />
          </Button>
        )}
        {going ? <Stop run={run} /> : <Next run={run} missing={missing.length} />}
      </div>
      {going && (
        <div
          role="progressbar"
          aria-label="Of the run"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share(run) * 100)}
          className="h-0.5 bg-line"
        >
          <div
            className="h-full origin-left bg-accent transition-transform duration-300"
            style={{ scale: `${share(run)} 1` }}
          />
        </div>
      )}
    </section>
  );
}

function Stop({ run }: { run: Run }) {
  const stop = async () => {
    try {
      const now = await stopRun(run.id);
      useLive.setState((state) => receive(state, { type: "run", run: now }));
    } catch (error) {
      toast({ text: messageOf(error), failed: true });
    }
  };
  return (
    <Button small aria-disabled={run.stopping} onClick={() => run.stopping || void stop()}>
      {run.stopping ? "Stopping…" : "Stop"}
    </Button>
  );
}

function Next({ run, missing }: { run: Run; missing: number }) {
  const { which, nodes, rehearsal } = run.scope;
  const again = (title: string, rehearse: boolean) => openPlan({ which, nodes, rehearsal: rehearse }, title);
  return (
    <>
      {rehearsal && (
        <Button small look="quiet" onClick={() => void takeBack(run)}>
          Put back
        </Button>
      )}
      {missing > 0 && (
        <Button small onClick={() => again(rehearsal ? "Go on with the rehearsal" : "Go on with the run", rehearsal)}>
          Go on
        </Button>
      )}
      {rehearsal && (
        <Button small look="primary" onClick={() => again("Run it for real", false)}>
          For real
        </Button>
      )}
      <IconButton small name="Dismiss" onClick={() => dismiss(run)}>
        <X size={14} strokeWidth={1.5} />
      </IconButton>
    </>
  );
}

/** Every node that still shows what was rehearsed shows again what it showed before. */
async function takeBack(run: Run): Promise<void> {
  try {
    const { nodes } = await putBack(run.id);
    const count = nodes.length === 1 ? "1 node shows" : `${nodes.length} nodes show`;
    toast({ text: `${count} again what was there before. The rehearsal stays among the takes.` });
    dismiss(run);
  } catch (error) {
    toast({ text: messageOf(error), failed: true });
  }
}

function Missing({ nodes }: { nodes: readonly RunNode[] }) {
  const workspace = useWorkspace();
  return (
    <ul aria-label="Without a result" className="max-h-60 overflow-y-auto border-line border-b p-1">
      {nodes.map((node) => (
        <li key={node.node}>
          <button
            type="button"
            onClick={() => workspace.goTo(node.node)}
            className="w-full rounded-[6px] px-3 py-1.5 text-left hover:bg-hover"
          >
            <span className="block truncate text-ink text-ui">{node.title}</span>
            <span className="block text-label text-warn">{whyNot(node)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
