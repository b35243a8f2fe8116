// Commands for groups of nodes.
import { say } from "../canvas/announcements";
import { useRenamingGroup } from "../canvas/renaming_group";
import type { Workspace } from "../canvas/workspace";
import type { Group } from "../document/groups";
import { anySelected, type Command } from "./command";

/** The groups of the selected nodes. */
function around({ groups, selected }: Workspace): Group[] {
  return [...new Set([...selected].flatMap((node) => groups.around(node) ?? []))];
}

/** Its name is typed at once. */
function group({ groups, selected }: Workspace): void {
  const made = groups.make(selected);
  useRenamingGroup.setState({ group: made });
  say(`${selected.size === 1 ? "One node" : `${selected.size} nodes`} grouped`);
}

function ungroup(workspace: Workspace): void {
  for (const { id, title } of around(workspace)) {
    workspace.groups.giveUp(id);
    say(`Group ${title} given up, its nodes stay`);
  }
}

export const GROUPING: readonly Command[] = [
  {
    name: "Group",
    group: "Arrange",
    keys: ["Mod G"],
    words: "together frame section",
    available: (workspace) => anySelected(workspace) && workspace.groups.of(workspace.selected) === undefined,
    menu: true,
    run: group,
  },
  {
    name: "Ungroup",
    group: "Arrange",
    keys: ["Mod Shift G"],
    words: "apart frame section",
    available: (workspace) => around(workspace).length > 0,
    menu: true,
    run: ungroup,
  },
];
