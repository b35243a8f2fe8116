// Above the card, at constant size: kind and title, and for the one selected node what can be done with its content.
import { useSelection, useWorkspace } from "../canvas/workspace_context";
import type { CanvasNode } from "../document/schema";
import { Marks } from "../runs/Marks";
import { KindIcon } from "../ui/kinds";
import { NodeTools } from "./NodeTools";
import { TitleField } from "./TitleField";

export function TitleRow({ node, selected, only }: { node: CanvasNode; selected: boolean; only: boolean }) {
  const workspace = useWorkspace();
  const editing = useSelection(
    (selection) => selection.editing?.node === node.id && selection.editing.part === "title",
  );
  return (
    <div className="card-title">
      <KindIcon kind={node.kind} size={14} />
      {editing ? (
        <TitleField node={node} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the same is F2, and the group has the name
        <span
          className="card-title-words min-w-0 flex-1 truncate"
          onDoubleClick={(event) => {
            event.stopPropagation();
            workspace.edit(node.id, "title");
          }}
        >
          {node.title}
        </span>
      )}
      {!editing && <Marks node={node} />}
      {selected && only && !editing && <NodeTools node={node} />}
    </div>
  );
}
