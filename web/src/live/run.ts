// How a run is put together of what is told of it: an event tells only the nodes that moved, and answers may come late.
import type { Run, RunNode } from "../api/types";

/** A node of a run only ever moves on: what is further on is what is true. */
function stage({ state }: RunNode): number {
  if (state === "waiting") return 0;
  return state === "going" ? 1 : 2;
}

function further(known: RunNode | undefined, next: RunNode): RunNode {
  return known && stage(known) > stage(next) ? known : next;
}

/** One run after more of it was told, all of its nodes or those that moved. */
export function movedOn(known: Run, next: Run): Run {
  const head = known.ended !== null && next.ended === null ? known : next;
  return { ...head, stopping: known.stopping || next.stopping, nodes: together(known.nodes, next.nodes) };
}

/** In the order of the one that holds more of them. */
function together(known: readonly RunNode[], next: readonly RunNode[]): RunNode[] {
  const found = new Map<string, RunNode>();
  const [most, rest] = next.length > known.length ? [next, known] : [known, next];
  for (const each of most) found.set(each.node, each);
  for (const each of rest) {
    const other = found.get(each.node);
    found.set(each.node, rest === next ? further(other, each) : other ? further(each, other) : each);
  }
  return [...found.values()];
}
