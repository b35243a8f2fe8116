// Where a canvas opens: where this account last was, if anything is there on this screen; else all of it, else the middle; where all of it would be too small, its beginning.
import type { Place } from "../api/types";
import type { CanvasDocument } from "../document/canvas_document";
import { NARROW } from "../ui/narrow";
import {
  type Box,
  boundsOf,
  clamp,
  LARGEST_ZOOM,
  overlaps,
  SMALLEST_ZOOM,
  shownBy,
  sizeOfCard,
  type View,
  viewOf,
} from "./geometry";

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
  const boxes = [...document.all()].map((card) => ({ x: card.x, y: card.y, ...sizeOfCard(card) }));
  return viewFor(place, boxes, size);
}

/** A place where nothing is to be seen was left on a larger screen, or is deserted. */
export function viewFor(place: Place | null, boxes: readonly Box[], size: Size): View {
  if (!place) return firstView(boxes, size);
  const view = { x: place.x, y: place.y, zoom: clamp(place.zoom, SMALLEST_ZOOM, LARGEST_ZOOM) };
  const shown = shownBy(view, size);
  return boxes.length === 0 || boxes.some((box) => overlaps(box, shown)) ? view : firstView(boxes, size);
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
