// The title while it is being typed: Enter or leaving keeps it, Escape does not.
import { useLayoutEffect, useRef } from "react";
import { useWorkspace } from "../canvas/workspace_context";
import { useDocument } from "../document/context";
import type { CanvasNode } from "../document/schema";

export function TitleField({ node }: { node: CanvasNode }) {
  const workspace = useWorkspace();
  const document = useDocument();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.select(), []);
  const finish = (keep: boolean) => {
    const title = field.current?.value.trim() ?? "";
    if (keep && title && title !== node.title) document.rename(node.id, title);
    workspace.stopEditing();
  };
  return (
    <input
      ref={field}
      aria-label="Title"
      defaultValue={node.title}
      maxLength={120}
      className="nodrag nopan -mx-1 h-5 min-w-0 flex-1 rounded-[4px] bg-field px-1 text-ink text-label outline-2 outline-ring"
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.stopPropagation();
        finish(event.key === "Enter");
        workspace.focus(node.id);
      }}
    />
  );
}
