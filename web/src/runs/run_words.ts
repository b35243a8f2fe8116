// What is said of a run: how far it is, what it has cost, and what of it has no result and why.
import type { Run, RunNode } from "../api/types";
import { credits } from "../panel/changed";

/** Those that the run was to make; what it found up to date is not among them. */
export function due({ nodes }: Run): RunNode[] {
  return nodes.filter(({ state }) => state !== "reused");
}

export function made(run: Run): number {
  return run.nodes.filter(({ state }) => state === "succeeded").length;
}

/** Those that ended without a result, the first cause first. */
export function without(run: Run): RunNode[] {
  return due(run).filter(({ state }) => state !== "succeeded" && state !== "waiting" && state !== "going");
}

/** "Running · 3 of 7 made · 12 of 42 credits". */
export function progressWords(run: Run): string {
  const name = run.scope.rehearsal ? "Rehearsal" : "Run";
  const count = `${made(run)} of ${due(run).length} made`;
  const paid = run.scope.rehearsal ? "" : ` · ${run.spent} of ${credits(run.agreed)}`;
  if (run.state === "running") return `${run.stopping ? "Stopping" : "Running"} · ${count}${paid}`;
  const cost = run.scope.rehearsal ? "" : ` · ${credits(run.spent)}`;
  switch (run.state) {
    case "done":
      return `${name} finished · ${made(run)} made${cost}`;
    case "stopped":
      return `${name} stopped · ${count}${cost}`;
    case "failed":
      return `${name} ended · ${count}${cost}`;
  }
}

/** Why a node has no result. */
export function whyNot({ state, told }: RunNode): string {
  if (told) return told.message;
  if (state === "cancelled") return "Cancelled";
  return state === "unknown"
    ? "Nobody knows whether the provider took it. Look at the node"
    : "It failed. Look at the node";
}

/** 0 to 1. */
export function share(run: Run): number {
  const all = due(run);
  const over = all.filter(({ state }) => state !== "waiting" && state !== "going").length;
  return all.length === 0 ? 1 : over / all.length;
}
