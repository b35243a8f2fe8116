// What a command is: one thing that can be done to the canvas, to what is selected, or to the view.
import type { LucideIcon } from "lucide-react";
import type { Workspace } from "../canvas/workspace";
import type { Keys } from "./keys";

export type CommandGroup = "Add" | "Edit" | "Arrange" | "Node" | "Run" | "View" | "Go to" | "Help";

export interface Command {
  name: string;
  group: CommandGroup;
  /** The first are shown; the others do the same. None: it is found by its name alone. */
  keys?: readonly Keys[];
  /** The browser hears these keys and does it. */
  native?: true;
  /** Other words by which it is found. */
  words?: string;
  /** Whether there is anything to do it to; always, if absent. */
  available?: (workspace: Workspace) => boolean;
  /** Where keys with "Mod" work besides the canvas: while a control has the focus, or even while somebody types. */
  reach?: "controls" | "fields";
  /** Offered by the menu of a node. */
  menu?: true;
  /** Shown where several nodes are selected. */
  icon?: LucideIcon;
  /** Deletes something. */
  danger?: true;
  run: (workspace: Workspace) => void;
}

export const anySelected = ({ selected }: Workspace): boolean => selected.size > 0;
/** One node, and no note. */
export const oneSelected = ({ only, document }: Workspace): boolean =>
  only !== null && document.get(only) !== undefined;
