// Commands that add to the canvas and change what is on it.
import { KIND_NAMES, KINDS } from "../document/schema";
import { anySelected, type Command } from "./command";

const ADDING: readonly Command[] = [
  ...KINDS.map(
    (kind): Command => ({
      name: `Add ${KIND_NAMES[kind].toLowerCase()}`,
      group: "Add",
      keys: [KIND_NAMES[kind].charAt(0)],
      words: "new node create",
      run: (workspace) => workspace.addInView(kind),
    }),
  ),
  {
    name: "Add note",
    group: "Add",
    keys: ["N"],
    words: "new sticky comment write",
    run: (workspace) => workspace.addNoteInView(),
  },
];

/** The browser hands the clipboard only to its own commands. */
function clipboard(what: "copy" | "cut"): () => void {
  return () => void document.execCommand(what);
}

const CHANGING: readonly Command[] = [
  {
    name: "Undo",
    group: "Edit",
    keys: ["Mod Z"],
    reach: "controls",
    words: "back",
    run: (workspace) => workspace.undo(),
  },
  {
    name: "Redo",
    group: "Edit",
    keys: ["Mod Shift Z", "Mod Y"],
    reach: "controls",
    words: "again",
    run: (workspace) => workspace.redo(),
  },
  {
    name: "Duplicate",
    group: "Edit",
    keys: ["Mod D"],
    words: "copy double",
    available: anySelected,
    menu: true,
    run: (workspace) => workspace.duplicateSelected(),
  },
  {
    name: "Copy",
    group: "Edit",
    keys: ["Mod C"],
    native: true,
    available: anySelected,
    menu: true,
    run: clipboard("copy"),
  },
  {
    name: "Cut",
    group: "Edit",
    keys: ["Mod X"],
    native: true,
    available: anySelected,
    menu: true,
    run: clipboard("cut"),
  },
  {
    name: "Select all",
    group: "Edit",
    keys: ["Mod A"],
    words: "everything",
    run: (workspace) => workspace.selectAll(),
  },
  {
    name: "Delete",
    group: "Edit",
    keys: ["Delete", "Backspace"],
    words: "remove",
    available: ({ selection, selected }) => selected.size > 0 || selection.getState().connection !== null,
    menu: true,
    danger: true,
    run: (workspace) => workspace.deleteSelected(),
  },
];

export const EDITING: readonly Command[] = [...ADDING, ...CHANGING];
