// The ways to say what is run, each with the name that its plan carries.
import type { Group } from "../document/groups";
import { openPlan } from "./open_plan";

export function runCanvas(): void {
  openPlan({ which: "canvas", nodes: [] }, "Run the whole canvas");
}

export function runSelected(nodes: ReadonlySet<string>): void {
  openPlan({ which: "nodes", nodes: [...nodes] }, `Run the ${nodes.size} selected nodes`);
}

export function runGroup({ members, title }: Group): void {
  openPlan({ which: "nodes", nodes: [...members] }, `Run the group “${title}”`);
}

export function runFrom(node: string, title: string): void {
  openPlan({ which: "downstream", nodes: [node] }, `Run from “${title}” on`);
}

export function runUpTo(node: string, title: string): void {
  openPlan({ which: "upstream", nodes: [node] }, `Run up to “${title}”`);
}
