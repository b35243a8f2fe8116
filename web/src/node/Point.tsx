// A connection point: drag from it to connect, press it to choose from a list.
import { Plus } from "lucide-react";
import type { MouseEvent } from "react";
import { type Point as At, centerOf } from "../canvas/geometry";
import type { Side } from "../canvas/gesture_state";
import type { Workspace } from "../canvas/workspace";
import { useWorkspace } from "../canvas/workspace_context";
import type { CanvasNode } from "../document/schema";

const NAMES: Record<Side, string> = { input: "Input", output: "Output" };
/** Canvas units between a node and the next one made from its point. */
const APART = 96;

export function Point({ node, side, reachable }: { node: CanvasNode; side: Side; reachable: boolean }) {
  const workspace = useWorkspace();
  const open = (event: MouseEvent<HTMLButtonElement>) => {
    // A press of the pointer is a gesture's; only the keyboard and screen readers come here alone.
    if (event.detail !== 0) return;
    const { right, left, top } = event.currentTarget.getBoundingClientRect();
    const client = { x: side === "output" ? right : left, y: top };
    workspace.openMenu({
      client,
      at: besides(workspace, node.id, side),
      connect: { node: node.id, side },
      existing: true,
    });
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

/** Where a node made without dragging goes. */
function besides({ scene }: Workspace, id: string, side: Side): At {
  const box = scene.box(id) ?? { x: 0, y: 0, w: 0, h: 0 };
  return { x: side === "output" ? box.x + box.w + APART : box.x - APART, y: centerOf(box).y };
}
