// Commands for the selected node, and those that run it with others.
import { pressGenerate } from "../canvas/generate_focus";
import { centerOf, outputOf } from "../canvas/geometry";
import { useRenamingGroup } from "../canvas/renaming_group";
import type { Workspace } from "../canvas/workspace";
import type { Group } from "../document/groups";
import { showFullScreen } from "../node/full_screen";
import { openPlan } from "../runs/open_plan";
import { nodesAmong, runCanvas, runFrom, runGroup, runSelected, runUpTo } from "../runs/scopes";
import { type Command, oneSelected } from "./command";

/** The one selected node, if it is there. */
function node({ only, document }: Workspace) {
  return only === null ? undefined : document.get(only);
}

const hasContent = (workspace: Workspace): boolean => {
  const found = node(workspace);
  return found !== undefined && (found.shown?.asset !== undefined || found.text !== "");
};

/** At the right point of the one selected node. */
function offerConnections(workspace: Workspace): void {
  const box = workspace.only === null ? undefined : workspace.scene.box(workspace.only);
  if (workspace.only === null || !box) return;
  workspace.offerConnections(workspace.only, "output", workspace.viewport.client(outputOf(box)));
}

const anyNodeSelected = ({ document, selected }: Workspace): boolean => nodesAmong(document, selected).length > 0;

const anyConnection = ({ only, scene }: Workspace): boolean => only !== null && scene.linksOf(only).length > 0;

/** Under the middle of the one selected node. */
function offerToSelectConnections(workspace: Workspace): void {
  const { only, scene, viewport } = workspace;
  const box = only === null ? undefined : scene.box(only);
  if (only === null || !box) return;
  const at = centerOf(box);
  workspace.openMenu({ client: viewport.client(at), at, connectionsOf: only });
}

function wholeGroup({ groups, selected }: Workspace): Group | undefined {
  return groups.of(selected);
}

/** The group that is selected, or that the selected node is in. */
function groupAround(workspace: Workspace): Group | undefined {
  const { groups, only } = workspace;
  return only === null ? wholeGroup(workspace) : groups.around(only);
}

/** Of several nodes, the group that they are. */
function rename(workspace: Workspace): void {
  const { only } = workspace;
  if (only !== null) workspace.edit(only, "title");
  else useRenamingGroup.setState({ group: wholeGroup(workspace)?.id ?? null });
}

const ONE: readonly Command[] = [
  {
    name: "Generate",
    group: "Node",
    keys: ["Mod Enter"],
    words: "make run press",
    available: oneSelected,
    menu: true,
    run: () => void pressGenerate(),
  },
  {
    name: "Full screen",
    group: "Node",
    keys: ["F"],
    words: "enlarge large show play",
    available: hasContent,
    menu: true,
    run: ({ only }) => only !== null && showFullScreen(only),
  },
  {
    name: "Connect",
    group: "Node",
    keys: ["C"],
    words: "connection line output",
    available: oneSelected,
    menu: true,
    run: offerConnections,
  },
  {
    name: "Connections",
    group: "Node",
    keys: ["Shift C"],
    words: "disconnect remove line",
    available: anyConnection,
    menu: true,
    run: offerToSelectConnections,
  },
  {
    name: "Rename",
    group: "Node",
    keys: ["F2"],
    words: "title name",
    available: (workspace) => oneSelected(workspace) || wholeGroup(workspace) !== undefined,
    menu: true,
    run: rename,
  },
];

/** From the one selected node on; of several just those, which may be a group. */
function runOn(workspace: Workspace): void {
  const [one, group] = [node(workspace), wholeGroup(workspace)];
  if (one) runFrom(one.id, one.title);
  else if (group) runGroup(workspace.document, group);
  else runSelected(workspace.document, workspace.selected);
}

function runAround(workspace: Workspace): void {
  const group = groupAround(workspace);
  if (group) runGroup(workspace.document, group);
}

function runUp(workspace: Workspace): void {
  const one = node(workspace);
  if (one) runUpTo(one.id, one.title);
}

function rehearse(workspace: Workspace): void {
  const one = node(workspace);
  if (one) openPlan({ which: "downstream", nodes: [one.id], rehearsal: true }, `Rehearse from “${one.title}” on`);
}

const MANY: readonly Command[] = [
  { name: "Run the whole canvas", group: "Run", keys: ["R"], words: "generate plan all", run: () => runCanvas() },
  {
    name: "Run from here on",
    group: "Run",
    keys: ["Shift R"],
    words: "downstream selected plan",
    available: anyNodeSelected,
    menu: true,
    run: runOn,
  },
  {
    name: "Run up to here",
    group: "Run",
    keys: ["Shift U"],
    words: "upstream plan",
    available: oneSelected,
    menu: true,
    run: runUp,
  },
  {
    name: "Run the group",
    group: "Run",
    words: "frame section plan",
    available: (workspace) => groupAround(workspace) !== undefined,
    menu: true,
    run: runAround,
  },
  {
    name: "Rehearse from here on",
    group: "Run",
    words: "free built-in try",
    available: oneSelected,
    menu: true,
    run: rehearse,
  },
  {
    name: "Rehearse the whole canvas",
    group: "Run",
    words: "free built-in try",
    run: () => openPlan({ which: "canvas", nodes: [], rehearsal: true }, "Rehearse the whole canvas"),
  },
];

export const NODE_COMMANDS: readonly Command[] = [...ONE, ...MANY];
