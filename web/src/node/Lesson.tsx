// What an empty node was begun with, while its prompt waits to be sent: what it teaches, and the way back.
import { Undo2 } from "lucide-react";
import { useWorkspace } from "../canvas/workspace_context";
import type { CanvasNode } from "../document/schema";
import { Button } from "../ui/Button";
import { PRESET_ICONS } from "./preset_icons";
import { useBegun } from "./use_begin";

export function Lesson({ node }: { node: CanvasNode }) {
  const workspace = useWorkspace();
  const begun = useBegun(node.id);
  if (!begun) return <div className="flex-1" />;
  const { name, teaches, icon } = begun.preset;
  const Icon = PRESET_ICONS[icon];
  // Only while it is the last thing that was done: undo takes back the last thing.
  const last = () => begun.step !== undefined && workspace.document.undo.undoStack.at(-1) === begun.step;
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-1 overflow-hidden px-3 text-center">
      <Icon aria-hidden="true" size={20} strokeWidth={1.5} className="mb-1 shrink-0 text-kind" />
      <p className="font-medium text-ink text-label">{name}</p>
      <p className="text-balance text-ink-soft text-label">{teaches}</p>
      {last() && (
        <Button look="quiet" small className="nodrag -mb-1" onClick={() => last() && workspace.undo()}>
          <Undo2 aria-hidden="true" size={14} strokeWidth={1.5} />
          Undo
        </Button>
      )}
    </div>
  );
}
