// The order in which the outline lists nodes and Tab goes through them: along the connections, one piece of work after the other.
import type { CanvasDocument } from "../document/canvas_document";
import type { CanvasCard } from "../document/schema";
import { depthsOf, piecesOf } from "./flow";

/** Canvas units that still count as the same row. */
const ROW = 240;

type Flow = Pick<CanvasDocument, "all" | "targetsOf">;

/** Nodes that are connected follow each other, what feeds before what is fed; the pieces, and what is equal, as one reads. */
export function outlineOrder(document: Flow): CanvasCard[] {
  const nodes = [...document.all()].sort(asOneReads);
  const ids = nodes.map(({ id }) => id);
  const targets = (id: string) => document.targetsOf(id);
  const [pieces, depths] = [piecesOf(ids, targets), depthsOf(ids, targets)];
  const of = (numbers: Map<string, number>, { id }: CanvasCard) => numbers.get(id) ?? 0;
  return nodes.sort((a, b) => of(pieces, a) - of(pieces, b) || of(depths, a) - of(depths, b));
}

/** The node after (1) or before (-1) this one; null at either end. */
export function nextInOutline(document: Flow, id: string, step: 1 | -1): string | null {
  const order = outlineOrder(document);
  return order[order.findIndex((node) => node.id === id) + step]?.id ?? null;
}

function asOneReads(a: CanvasCard, b: CanvasCard): number {
  return Math.floor(a.y / ROW) - Math.floor(b.y / ROW) || a.x - b.x || a.y - b.y || (a.id < b.id ? -1 : 1);
}
