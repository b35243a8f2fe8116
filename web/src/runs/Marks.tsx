// Quiet marks beside a node's title: that what it shows was only rehearsed, or is not what would be made now.
import { RefreshCw } from "lucide-react";
import type { CanvasNode } from "../document/schema";
import { Tooltip } from "../ui/Tooltip";
import { useOutdatedOf } from "./use_outdated";

export function Marks({ node }: { node: CanvasNode }) {
  const why = useOutdatedOf(node.id);
  if (node.shown?.rehearsal) return <span className="rehearsal-mark">Rehearsal</span>;
  return why ? <Outdated why={why} /> : null;
}

function Outdated({ why }: { why: readonly string[] }) {
  const words = why.length > 0 ? `Out of date. Changed since: ${why.join("; ")}` : "Out of date";
  return (
    <Tooltip text={words}>
      <span role="img" aria-label={words} className="flex shrink-0 items-center text-ink-faint">
        <RefreshCw aria-hidden="true" size={13} strokeWidth={1.5} />
      </span>
    </Tooltip>
  );
}
