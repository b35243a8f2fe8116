// Commands that change nothing: the view, the other pages, and help.
import { navigate } from "../address";
import type { Workspace } from "../canvas/workspace";
import { anySelected, type Command } from "./command";
import { showDialog } from "./open_dialog";

const ZOOM_STEP = 1.25;

function zoomBy(factor: number): (workspace: Workspace) => void {
  return ({ viewport }) => viewport.zoomTo(viewport.view.zoom * factor, undefined, true);
}

const VIEW: readonly Command[] = [
  {
    name: "Find",
    group: "View",
    keys: ["Mod K"],
    reach: "fields",
    words: "search commands palette",
    run: () => showDialog("find"),
  },
  { name: "Fit all in view", group: "View", keys: ["1"], words: "zoom whole", run: (workspace) => workspace.fitAll() },
  {
    name: "Fit the selection in view",
    group: "View",
    keys: ["2"],
    words: "zoom",
    available: anySelected,
    run: (workspace) => workspace.fitSelected(),
  },
  {
    name: "Zoom to 100 %",
    group: "View",
    keys: ["0", "Mod 0"],
    reach: "controls",
    words: "actual size",
    run: ({ viewport }) => viewport.zoomTo(1, undefined, true),
  },
  { name: "Zoom in", group: "View", keys: ["+", "=", "Mod +", "Mod ="], reach: "controls", run: zoomBy(ZOOM_STEP) },
  { name: "Zoom out", group: "View", keys: ["-", "Mod -"], reach: "controls", run: zoomBy(1 / ZOOM_STEP) },
];

function page(name: string, path: string, words = ""): Command {
  return { name, group: "Go to", words, run: () => navigate(path) };
}

const PAGES: readonly Command[] = [
  page("Canvases", "/", "home"),
  page("Assets", "/assets", "pictures videos sounds files"),
  page("Generations", "/generations", "history"),
  page("Credits", "/credits", "balance money limits ledger"),
  page("Settings", "/settings", "providers keys models"),
];

const HELP: readonly Command[] = [
  { name: "Keyboard shortcuts", group: "Help", keys: ["?"], words: "keys", run: () => showDialog("shortcuts") },
  { ...page("Help", "/help", "documents manual"), group: "Help" },
];

export const LOOKING: readonly Command[] = [...VIEW, ...PAGES, ...HELP];
