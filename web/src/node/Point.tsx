// A connection point: drag from it to connect, press it to choose from a list.
import { Plus } from "lucide-react";
import type { MouseEvent } from "react";
import type { Side } from "../canvas/gesture_state";
import { useWorkspace } from "../canvas/workspace_context";
import type { CanvasNode } from "../document/schema";

const NAMES: Record<Side, string> = { input: "Input", output: "Output" };

export function Point({ node, side, reachable }: { node: CanvasNode; side: Side; reachable: boolean }) {
  const workspace = useWorkspace();
  const open = (event: MouseEvent<HTMLButtonElement>) => {
    // A press of the pointer is a gesture's; only the keyboard and screen readers come here alone.
    if (event.detail !== 0) return;
    const { right, left, top } = event.currentTarget.getBoundingClientRect();
    workspace.offerConnections(node.id, side, { x: side === "output" ? right : left, y: top });
  };
  return (
    <button
      type="button"
      aria-label={`${NAMES[side]} of ${node.title}`}
      tabIndex={reachable ? 0 : -1}
      data-point={side}
      data-node={node.id}
      className="point nopan"
      onClick={open}
    >
      <span aria-hidden="true">
        <Plus size={10} strokeWidth={2.5} />
      </span>
    </button>
  );
}
