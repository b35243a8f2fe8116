// Every command there is. The keyboard, the window that finds, the sheet of keys and the menu of a node all read this list.
import { isTyping, ownsKeys } from "../canvas/targets";
import type { Workspace } from "../canvas/workspace";
import { ARRANGING } from "./arranging";
import type { Command, CommandGroup } from "./command";
import { EDITING } from "./editing";
import { GROUPING } from "./grouping";
import { type Keys, keysOf } from "./keys";
import { LOOKING } from "./looking";
import { NODE_COMMANDS } from "./node_commands";

export const COMMANDS: readonly Command[] = [...NODE_COMMANDS, ...EDITING, ...ARRANGING, ...GROUPING, ...LOOKING];

export const GROUPS: readonly CommandGroup[] = ["Node", "Run", "Add", "Edit", "Arrange", "View", "Go to", "Help"];

const BY_KEYS = new Map<Keys, Command>(
  COMMANDS.filter(({ native }) => !native).flatMap((command) =>
    (command.keys ?? []).map((keys) => [keys, command] as const),
  ),
);

/** Runs what the keys of an event stand for; false where they stand for nothing, or belong to where they were pressed. */
export function pressKeys(workspace: Workspace, event: KeyboardEvent): boolean {
  const keys = keysOf(event);
  const command = BY_KEYS.get(keys);
  if (!command || !reaches(command, keys, event.target) || !isAvailable(command, workspace)) return false;
  command.run(workspace);
  return true;
}

/** Whether the keys of an event do something with the selected nodes. */
export function standsForNodes(event: KeyboardEvent): boolean {
  const keys = keysOf(event);
  return COMMANDS.some((command) => command.menu && command.keys?.includes(keys));
}

function reaches({ reach }: Command, keys: Keys, target: EventTarget | null): boolean {
  if (reach === undefined || !keys.startsWith("Mod")) return !ownsKeys(target);
  return reach === "fields" || !isTyping(target);
}

export function isAvailable({ available }: Command, workspace: Workspace): boolean {
  return available === undefined || available(workspace);
}

/** What there is of each group at this moment, in order; groups without any are left out. */
export function inGroups(commands: readonly Command[]): { value: CommandGroup; items: Command[] }[] {
  return GROUPS.map((value) => ({ value, items: commands.filter(({ group }) => group === value) })).filter(
    ({ items }) => items.length > 0,
  );
}

/** What the hand does, and the keys that only walk: nothing that could be chosen from a list. */
export const GESTURES: readonly { name: string; keys: Keys }[] = [
  { name: "Move the view", keys: "Space drag" },
  { name: "Zoom", keys: "Mod scroll" },
  { name: "Select several", keys: "Shift click" },
  { name: "Drag a copy", keys: "Alt drag" },
  { name: "Move freely, without lines", keys: "Mod drag" },
  { name: "Move what is selected", keys: "ArrowLeft ArrowRight ArrowUp ArrowDown" },
  { name: "To the next node", keys: "Tab" },
  { name: "Into the node's text or prompt", keys: "Enter" },
  { name: "Name a reference in a prompt", keys: "@" },
  { name: "Paste", keys: "Mod V" },
  { name: "Back out", keys: "Esc" },
];
