// The nodes of a plan, upstream first; those that stay as they are are folded away.
import { ChevronRight } from "lucide-react";
import type { Plan, PlannedNode } from "../api/types";
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import { KindIcon } from "../ui/kinds";
import { fate, priceOf } from "./plan_words";

interface Props {
  plan: Plan;
  onGo: (node: string) => void;
}

const STAYS: readonly PlannedNode["does"][] = ["reused", "kept"];

export function PlanRows({ plan, onGo }: Props) {
  const acts = plan.nodes.filter(({ does }) => !STAYS.includes(does));
  const stays = plan.nodes.filter(({ does }) => STAYS.includes(does));
  return (
    <div className="min-h-24 px-2 py-2">
      <ol aria-label="In this order">
        {acts.map((node) => (
          <Row key={node.node} node={node} onGo={onGo} />
        ))}
      </ol>
      {acts.length === 0 && stays.length > 0 && (
        <p className="px-2 py-3 text-ink-soft text-ui">Everything here is up to date. There is nothing to make.</p>
      )}
      {plan.nodes.length === 0 && <p className="px-2 py-3 text-ink-soft text-ui">There is nothing here to run.</p>}
      {stays.length > 0 && (
        <details className="group">
          <summary className="flex h-8 cursor-pointer list-none items-center gap-1.5 rounded-[6px] px-2 text-ink-soft text-label hover:bg-hover">
            <ChevronRight
              aria-hidden="true"
              size={14}
              strokeWidth={1.5}
              className="transition-transform group-open:rotate-90"
            />
            {stays.length === 1 ? "1 stays as it is" : `${stays.length} stay as they are`}
          </summary>
          <ol>
            {stays.map((node) => (
              <Row key={node.node} node={node} onGo={onGo} />
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

function Row({ node, onGo }: { node: PlannedNode; onGo: (node: string) => void }) {
  const stuck = node.does === "blocked" || node.does === "waits";
  const price = priceOf(node);
  return (
    <li
      data-does={node.does}
      className="flex items-start gap-2.5 rounded-[6px] px-2 py-1.5 text-ui [contain-intrinsic-size:auto_2.75rem] [content-visibility:auto]"
    >
      <span className="flex h-5 items-center text-ink-faint">
        <KindIcon kind={node.kind} size={14} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-ink">{node.title}</span>
        <span className={classes("block text-label", stuck ? "text-warn" : "text-ink-faint")}>{fate(node)}</span>
        {node.does === "run" && node.why.length > 0 && (
          <span className="block truncate text-ink-faint text-label">Changed: {node.why.join("; ")}</span>
        )}
      </span>
      {node.does === "blocked" && (
        <Button small look="quiet" onClick={() => onGo(node.node)}>
          Go there
        </Button>
      )}
      <span className="tabular min-w-10 text-right text-ink-soft">{price}</span>
    </li>
  );
}
