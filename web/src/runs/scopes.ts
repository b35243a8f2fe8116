// The ways to say what is run, each with the name that its plan carries.
import type { CanvasDocument } from "../document/canvas_document";
import type { Group } from "../document/groups";
import { openPlan } from "./open_plan";

export function runCanvas(): void {
  openPlan({ which: "canvas", nodes: [] }, "Run the whole canvas");
}

export function runSelected(document: CanvasDocument, selected: ReadonlySet<string>): void {
  const nodes = nodesAmong(document, selected);
  openPlan({ which: "nodes", nodes }, `Run the ${nodes.length} selected nodes`);
}

export function runGroup(document: CanvasDocument, { members, title }: Group): void {
  openPlan({ which: "nodes", nodes: nodesAmong(document, members) }, `Run the group “${title}”`);
}

/** Without the notes. */
export function nodesAmong(document: CanvasDocument, cards: Iterable<string>): string[] {
  return [...cards].filter((id) => document.get(id) !== undefined);
}

export function runFrom(node: string, title: string): void {
  openPlan({ which: "downstream", nodes: [node] }, `Run from “${title}” on`);
}

export function runUpTo(node: string, title: string): void {
  openPlan({ which: "upstream", nodes: [node] }, `Run up to “${title}”`);
}
