// Where a canvas opens: where this account last was, else all of it, else the middle.
import type { Place } from "../api/types";
import type { CanvasDocument } from "../document/canvas_document";
import { boundsOf, clamp, LARGEST_ZOOM, SMALLEST_ZOOM, sizeOf, type View, viewOf } from "./geometry";

export function openingView(
  place: Place | null,
  document: CanvasDocument,
  size = { w: window.innerWidth, h: window.innerHeight },
): View {
  if (place) return { x: place.x, y: place.y, zoom: clamp(place.zoom, SMALLEST_ZOOM, LARGEST_ZOOM) };
  const boxes = [...document.all()].map((node) => ({ x: node.x, y: node.y, ...sizeOf(node) }));
  const bounds = boundsOf(boxes);
  return bounds ? viewOf(bounds, size) : { x: size.w / 2, y: size.h / 2, zoom: 1 };
}
