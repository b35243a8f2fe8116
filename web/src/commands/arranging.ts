// Commands that bring what is selected into order; to tidy without a selection is to tidy the whole canvas.

import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceAround,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceAround,
  type LucideIcon,
  Workflow,
} from "lucide-react";
import { type Alignment, aligned, distributed, type Place, type Placed } from "../canvas/aligning";
import { say } from "../canvas/announcements";
import { tidied } from "../canvas/tidying";
import type { Workspace } from "../canvas/workspace";
import { nodesAmong } from "../runs/scopes";
import type { Command } from "./command";

const several =
  (least: number) =>
  ({ selected }: Workspace): boolean =>
    selected.size >= least;

function cards({ scene }: Workspace, ids: Iterable<string>): Placed[] {
  return [...ids].flatMap((id) => {
    const box = scene.box(id);
    return box ? [{ id, ...box }] : [];
  });
}

function move({ document }: Workspace, places: Place[], done: string): void {
  document.moveNodes(places, "");
  say(done);
}

function align(name: string, how: Alignment, key: string, icon: LucideIcon): Command {
  return {
    name,
    group: "Arrange",
    keys: [`Alt ${key}`],
    words: "line up edge",
    icon,
    available: several(2),
    run: (workspace) => move(workspace, aligned(cards(workspace, workspace.selected), how), "Aligned"),
  };
}

function distribute(name: string, along: "x" | "y", key: string, icon: LucideIcon): Command {
  return {
    name,
    group: "Arrange",
    keys: [`Alt Shift ${key}`],
    words: "space evenly gaps",
    icon,
    available: several(3),
    run: (workspace) => move(workspace, distributed(cards(workspace, workspace.selected), along), "Spaced evenly"),
  };
}

function tidy(workspace: Workspace): void {
  const { selected, scene, document } = workspace;
  // A note stays where somebody put it, unless it was selected, too.
  const ids = selected.size > 1 ? selected : nodesAmong(document, scene.ids());
  move(
    workspace,
    tidied(cards(workspace, ids), (id) => document.targetsOf(id)),
    "Tidied",
  );
  if (selected.size <= 1) workspace.fitAll();
}

export const ARRANGING: readonly Command[] = [
  align("Align left", "left", "A", AlignStartVertical),
  align("Align centres", "centre", "H", AlignCenterVertical),
  align("Align right", "right", "D", AlignEndVertical),
  align("Align tops", "top", "W", AlignStartHorizontal),
  align("Align middles", "middle", "V", AlignCenterHorizontal),
  align("Align bottoms", "bottom", "S", AlignEndHorizontal),
  distribute("Space evenly across", "x", "H", AlignHorizontalSpaceAround),
  distribute("Space evenly down", "y", "V", AlignVerticalSpaceAround),
  {
    name: "Tidy",
    group: "Arrange",
    keys: ["Alt T"],
    words: "arrange layout flow order clean",
    icon: Workflow,
    menu: true,
    run: tidy,
  },
];
