// What can be done with the selected nodes, where the pointer asked for it.
import { Fragment } from "react";
import { create } from "zustand";
import type { Workspace } from "../canvas/workspace";
import { useWorkspace } from "../canvas/workspace_context";
import { MenuAt, MenuItem, MenuLine, type Point } from "../ui/Menu";
import { COMMANDS, inGroups, isAvailable } from "./commands";
import { keyWords } from "./keys";

const useNodeMenu = create<{ at: Point | null }>(() => ({ at: null }));

/** For a node, or for all that are selected if it is one of them. `at`: in the window. */
export function offerFor(workspace: Workspace, node: string, at: Point): void {
  if (!workspace.selected.has(node)) workspace.select(node);
  useNodeMenu.setState({ at });
}

export function NodeMenu() {
  const workspace = useWorkspace();
  const at = useNodeMenu((state) => state.at);
  return (
    <MenuAt at={at} label={labelOf(workspace)} onClose={() => useNodeMenu.setState({ at: null })}>
      {at && <Items workspace={workspace} />}
    </MenuAt>
  );
}

function labelOf(workspace: Workspace): string {
  const { only, selected } = workspace;
  return only === null ? `${selected.size} nodes` : workspace.nameOf(only);
}

function Items({ workspace }: { workspace: Workspace }) {
  const offered = COMMANDS.filter((command) => command.menu && isAvailable(command, workspace));
  return inGroups(offered).map(({ value, items }, index) => (
    <Fragment key={value}>
      {index > 0 && <MenuLine />}
      {items.map(({ name, keys, danger, run }) => (
        <MenuItem
          key={name}
          hint={keys?.[0] ? keyWords(keys[0]) : ""}
          danger={danger ?? false}
          onSelect={() => run(workspace)}
        >
          {name}
        </MenuItem>
      ))}
    </Fragment>
  ));
}
