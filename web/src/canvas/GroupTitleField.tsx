// The name of a group while it is typed: Enter or leaving keeps it, Escape does not.
import { useLayoutEffect, useRef } from "react";
import type { Group } from "../document/groups";
import { useRenamingGroup } from "./renaming_group";
import { useWorkspace } from "./workspace_context";

export function GroupTitleField({ group }: { group: Group }) {
  const workspace = useWorkspace();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (keep: boolean) => {
    const title = field.current?.value.trim() ?? "";
    if (keep && title && title !== group.title) workspace.groups.rename(group.id, title);
    useRenamingGroup.setState({ group: null });
  };
  return (
    <input
      ref={field}
      aria-label="Name of the group"
      defaultValue={group.title}
      maxLength={120}
      className="nodrag nopan h-6 w-48 rounded-[6px] bg-field px-2 text-ink text-label outline-2 outline-ring"
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.stopPropagation();
        finish(event.key === "Enter");
        const [first] = group.members;
        if (first !== undefined) workspace.focus(first);
      }}
    />
  );
}
