// Where a canvas opens: where this account last was, else all of it, else the middle; where all of it would be too small, its beginning.
import type { Place } from "../api/types";
import type { CanvasDocument } from "../document/canvas_document";
import { NARROW } from "../ui/narrow";
import { type Box, boundsOf, clamp, LARGEST_ZOOM, SMALLEST_ZOOM, sizeOfCard, type View, viewOf } from "./geometry";

interface Size {
  w: number;
  h: number;
}

/** A canvas that would open smaller than this cannot be told apart on a phone. */
const READABLE = 0.4;
/** Screen pixels from the left edge to where it begins: the tools stand there. */
const BESIDE_TOOLS = 72;

export function openingView(
  place: Place | null,
  document: CanvasDocument,
  size: Size = { w: window.innerWidth, h: window.innerHeight },
): View {
  if (place) return { x: place.x, y: place.y, zoom: clamp(place.zoom, SMALLEST_ZOOM, LARGEST_ZOOM) };
  return firstView(
    [...document.all()].map((node) => ({ x: node.x, y: node.y, ...sizeOfCard(node) })),
    size,
  );
}

/** Of cards that nobody has looked at yet. */
export function firstView(boxes: readonly Box[], size: Size): View {
  const bounds = boundsOf(boxes);
  if (!bounds) return { x: size.w / 2, y: size.h / 2, zoom: 1 };
  const whole = viewOf(bounds, size);
  return whole.zoom < READABLE && size.w < NARROW ? beginning(boxes, bounds, size) : whole;
}

/** The leftmost cards, with as much above and below as there is room for. */
function beginning(boxes: readonly Box[], bounds: Box, { h }: Size): View {
  const column = boundsOf(boxes.filter(({ x, w }) => x < bounds.x + w)) ?? bounds;
  const middle = column.y + Math.min(column.h, h / READABLE) / 2;
  return { x: BESIDE_TOOLS - bounds.x * READABLE, y: h / 2 - middle * READABLE, zoom: READABLE };
}
