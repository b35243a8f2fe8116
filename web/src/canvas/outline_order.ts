// The order in which the outline lists nodes and Tab goes through them: as one reads, row by row.
import type { CanvasDocument } from "../document/canvas_document";
import type { CanvasNode } from "../document/schema";

/** Canvas units that still count as the same row. */
const ROW = 240;

export function outlineOrder(nodes: Iterable<CanvasNode>): CanvasNode[] {
  return [...nodes].sort(
    (a, b) => Math.floor(a.y / ROW) - Math.floor(b.y / ROW) || a.x - b.x || a.y - b.y || (a.id < b.id ? -1 : 1),
  );
}

/** The node after (1) or before (-1) this one; null at either end. */
export function nextInOutline(document: CanvasDocument, id: string, step: 1 | -1): string | null {
  const order = outlineOrder(document.all());
  return order[order.findIndex((node) => node.id === id) + step]?.id ?? null;
}
