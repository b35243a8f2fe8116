// Points, boxes, card sizes and the curve of a connection. All in canvas units unless a name says screen.
import type { CanvasCard, CanvasNode, Kind, Note } from "../document/schema";
import { TEXT, textLines } from "./underlay/text_lines";

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  w: number;
  h: number;
}

/** React Flow's transform: screen = canvas × zoom + (x, y). */
export interface View {
  x: number;
  y: number;
  zoom: number;
}

export const CARD_WIDTH = 320;
const PORTRAIT_HEIGHT = 360;
const SMALLEST = 120;
const ASPECTS: Record<Kind, number> = { text: 4 / 3, image: 16 / 9, video: 16 / 9, audio: 20 / 9 };

const NOTE = { w: 240, least: 120, most: 480 };

export function sizeOfCard(card: CanvasCard): { w: number; h: number } {
  return card.kind === "note" ? sizeOfNote(card) : sizeOf(card);
}

/** As high as its words need, until somebody gave it a height. */
export function sizeOfNote({ w, h, text }: Pick<Note, "w" | "h" | "text">): { w: number; h: number } {
  const wide = Math.max(SMALLEST, w ?? NOTE.w);
  if (h !== null) return { w: wide, h: Math.max(SMALLEST, h) };
  const lines = textLines(text, { w: wide, h: NOTE.most }).length;
  return { w: wide, h: Math.round(clamp((lines + 1) * TEXT.line + 2 * TEXT.top, NOTE.least, NOTE.most)) };
}

/** The size of a node's card, known before its content arrives. */
export function sizeOf(node: Pick<CanvasNode, "kind" | "w" | "h" | "shown" | "settings">): { w: number; h: number } {
  if (node.kind === "text" || node.kind === "audio") {
    const w = Math.max(SMALLEST, node.w ?? CARD_WIDTH);
    return { w, h: Math.max(SMALLEST, node.h ?? w / ASPECTS[node.kind]) };
  }
  const aspect = aspectOf(node);
  if (node.w !== null) return whole(Math.max(SMALLEST, node.w), aspect);
  return whole(aspect >= 1 ? CARD_WIDTH : Math.max(SMALLEST, PORTRAIT_HEIGHT * aspect), aspect);
}

/** Width over height: of the content, else of what its settings ask for, else the kind's usual one. */
function aspectOf({ kind, shown, settings }: Pick<CanvasNode, "kind" | "shown" | "settings">): number {
  if (shown?.width && shown.height) return clamp(shown.width / shown.height, 0.25, 4);
  for (const value of Object.values(settings)) {
    const [, w, h] = (typeof value === "string" && /^(\d{1,2}):(\d{1,2})$/.exec(value)) || [];
    if (Number(w) && Number(h)) return clamp(Number(w) / Number(h), 0.25, 4);
  }
  return ASPECTS[kind];
}

function whole(w: number, aspect: number): { w: number; h: number } {
  return { w: Math.round(w), h: Math.round(w / aspect) };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && a.x + a.w > b.x && a.y < b.y + b.h && a.y + a.h > b.y;
}

export function contains(box: Box, { x, y }: Point): boolean {
  return x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h;
}

export function inside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.w <= outer.x + outer.w &&
    inner.y + inner.h <= outer.y + outer.h
  );
}

export function grown(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, w: box.w + 2 * by, h: box.h + 2 * by };
}

export function boxBetween(a: Point, b: Point): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
}

/** The box around all of them, or null when there are none. */
export function boundsOf(boxes: Iterable<Box>): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, w, h } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + w);
    bottom = Math.max(bottom, y + h);
  }
  return left > right ? null : { x: left, y: top, w: right - left, h: bottom - top };
}

export function centerOf({ x, y, w, h }: Box): Point {
  return { x: x + w / 2, y: y + h / 2 };
}

export function outputOf({ x, y, w, h }: Box): Point {
  return { x: x + w, y: y + h / 2 };
}

export function inputOf({ x, y, h }: Box): Point {
  return { x, y: y + h / 2 };
}

export function toCanvas({ x, y, zoom }: View, screen: Point): Point {
  return { x: (screen.x - x) / zoom, y: (screen.y - y) / zoom };
}

export function toScreen({ x, y, zoom }: View, point: Point): Point {
  return { x: point.x * zoom + x, y: point.y * zoom + y };
}

export function boxToScreen(view: View, { x, y, w, h }: Box): Box {
  return { ...toScreen(view, { x, y }), w: w * view.zoom, h: h * view.zoom };
}

/** What a view of this screen size shows. */
export function shownBy(view: View, size: { w: number; h: number }): Box {
  return { x: -view.x / view.zoom, y: -view.y / view.zoom, w: size.w / view.zoom, h: size.h / view.zoom };
}

/** Room for what floats at the edges; a small screen has less to spare. */
function marginOf(size: { w: number }): number {
  return Math.min(96, size.w * 0.1);
}

/** The view that shows all of `box` with a margin in screen pixels, never closer than 100 %. */
export function viewOf(box: Box, size: { w: number; h: number }, margin = marginOf(size), closest = 1): View {
  const room = { w: Math.max(80, size.w - 2 * margin), h: Math.max(80, size.h - 2 * margin) };
  const zoom = clamp(Math.min(room.w / box.w, room.h / box.h), SMALLEST_ZOOM, closest);
  const { x, y } = centerOf(box);
  return { x: size.w / 2 - x * zoom, y: size.h / 2 - y * zoom, zoom };
}

export const SMALLEST_ZOOM = 0.02;
export const LARGEST_ZOOM = 4;

/** The same view closer or farther, with the canvas under `at` (screen) staying where it is. */
export function zoomedAround(view: View, at: Point, zoom: number): View {
  const next = clamp(zoom, SMALLEST_ZOOM, LARGEST_ZOOM);
  const fixed = toCanvas(view, at);
  return { x: at.x - fixed.x * next, y: at.y - fixed.y * next, zoom: next };
}

/** The four points of a connection's cubic curve: start, its pull, the end's pull, end. */
export type Curve = readonly [Point, Point, Point, Point];

export function curveBetween(from: Point, to: Point): Curve {
  const dx = to.x - from.x;
  const pull = dx >= 0 ? Math.max(24, dx / 2) : 24 + 10 * Math.sqrt(-dx);
  return [from, { x: from.x + pull, y: from.y }, { x: to.x - pull, y: to.y }, to];
}

export function curvePath([a, b, c, d]: Curve): string {
  return `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`;
}

export function pointOn([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t;
  const [wa, wb, wc, wd] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return { x: wa * a.x + wb * b.x + wc * c.x + wd * d.x, y: wa * a.y + wb * b.y + wc * c.y + wd * d.y };
}

/** How far a point is from a curve, near enough for the pointer. */
export function distanceTo(curve: Curve, point: Point): number {
  let nearest = Infinity;
  let previous = curve[0];
  for (let step = 1; step <= 24; step++) {
    const next = pointOn(curve, step / 24);
    nearest = Math.min(nearest, distanceToSegment(point, previous, next));
    previous = next;
  }
  return nearest;
}

function distanceToSegment(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0, 1);
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}
