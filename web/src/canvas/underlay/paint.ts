// Draws connections and far nodes into a 2D context. Runs in the worker; knows nothing of the document.

import type { Kind } from "../../document/schema";
import { fitOf } from "../../node/picture_fit";
import { type Box, type Curve, curveBetween, inputOf, outputOf, overlaps } from "../geometry";
import type { Layer, PaintedLink, PaintedNode, PaintedNote, Palette, Rgb } from "./protocol";
import { TEXT } from "./text_lines";

type Context = OffscreenCanvasRenderingContext2D;

export interface Picture {
  palette: Palette;
  nodes: ReadonlyMap<string, PaintedNode | PaintedNote>;
  links: Iterable<PaintedLink>;
  lifted: ReadonlySet<string>;
  /** Undefined while it is loading. */
  preview(asset: string): ImageBitmap | undefined;
}

/** Canvas units between dots. */
const DOT_GAP = 24;
/** Screen pixels below which dots would be a haze, and every second one is left out. */
const CLOSEST_DOTS = 18;
/** Beyond this many visible connections, and below this scale, a gradient for each costs too much. */
const MOST_GRADIENTS = 700;
const STRAIGHT_BELOW = 0.12;
/** Connections recede; from afar, where there are many on few pixels, further. */
const LINK_ALPHA = { near: 0.5, far: 0.2 };
const FAR_BELOW = 0.3;
/** How much of its colour a note's sheet has, as in note.css. */
const NOTE_ALPHA = 0.22;
const RADIUS = 12;
/** The scale from which words can be made out; below it bars stand for them. */
const READ_FROM = 0.3;
const FONT = '15px "Inter Variable", Inter, system-ui, sans-serif';

export function paint(
  context: Context,
  layer: Layer,
  region: Box,
  width: number,
  height: number,
  picture: Picture,
): void {
  const scale = width / region.w;
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (layer === "detail") {
    context.fillStyle = rgba(picture.palette.ground);
    context.fillRect(0, 0, width, height);
  } else {
    context.clearRect(0, 0, width, height);
  }
  context.setTransform(scale, 0, 0, scale, -region.x * scale, -region.y * scale);
  if (layer === "detail") paintDots(context, region, scale, picture.palette);
  paintLinks(context, region, scale, picture);
  paintNodes(context, region, scale, picture);
}

function paintDots(context: Context, region: Box, scale: number, palette: Palette): void {
  let gap = DOT_GAP;
  while (gap * scale < CLOSEST_DOTS) gap *= 2;
  const fade = Math.min(1, Math.max(0, (scale - 0.08) / 0.25));
  if (fade === 0) return;
  const side = Math.max(1.25, Math.min(2, 1.5 * scale)) / scale;
  context.fillStyle = rgba(palette.dot, fade);
  for (let x = Math.ceil(region.x / gap) * gap; x < region.x + region.w; x += gap) {
    for (let y = Math.ceil(region.y / gap) * gap; y < region.y + region.h; y += gap) {
      context.fillRect(x - side / 2, y - side / 2, side, side);
    }
  }
}

interface VisibleLink {
  curve: Curve;
  from: Kind;
  to: Kind;
}

function paintLinks(context: Context, region: Box, scale: number, picture: Picture): void {
  const visible = visibleLinks(region, picture);
  context.lineWidth = Math.max(1, Math.min(2, 2 * Math.sqrt(scale))) / scale;
  context.lineCap = "round";
  if (visible.length <= MOST_GRADIENTS && scale >= STRAIGHT_BELOW) {
    for (const link of visible) strokeGradient(context, link, picture.palette, linkAlpha(scale));
  } else {
    strokeByKind(context, visible, scale, picture.palette);
  }
}

function visibleLinks(region: Box, { links, nodes, lifted }: Picture): VisibleLink[] {
  const visible: VisibleLink[] = [];
  for (const { from, to } of links) {
    const [source, target] = [nodes.get(from), nodes.get(to)];
    if (!source || !target || source.kind === "note" || target.kind === "note") continue;
    if (lifted.has(from) || lifted.has(to)) continue;
    const curve = curveBetween(outputOf(source.box), inputOf(target.box));
    if (touches(curve, region)) visible.push({ curve, from: source.kind, to: target.kind });
  }
  return visible;
}

function touches([a, b, c, d]: Curve, { x, y, w, h }: Box): boolean {
  return (
    Math.max(a.x, b.x, d.x) >= x &&
    Math.min(a.x, c.x, d.x) <= x + w &&
    Math.max(a.y, d.y) >= y &&
    Math.min(a.y, d.y) <= y + h
  );
}

function linkAlpha(scale: number): number {
  const { near, far } = LINK_ALPHA;
  return far + (near - far) * Math.min(1, scale / FAR_BELOW);
}

function strokeGradient(context: Context, { curve, from, to }: VisibleLink, { kinds }: Palette, alpha: number): void {
  const [a, , , d] = curve;
  if (from === to) context.strokeStyle = rgba(kinds[from], alpha);
  else {
    const gradient = context.createLinearGradient(a.x, a.y, d.x, d.y);
    gradient.addColorStop(0, rgba(kinds[from], alpha));
    gradient.addColorStop(1, rgba(kinds[to], alpha));
    context.strokeStyle = gradient;
  }
  context.beginPath();
  trace(context, curve, false);
  context.stroke();
}

/** One stroke for all of a colour, the one between the two kinds. */
function strokeByKind(context: Context, links: VisibleLink[], scale: number, { kinds }: Palette): void {
  const colours = new Map<string, VisibleLink[]>();
  for (const link of links) {
    const colour = rgba(between(kinds[link.from], kinds[link.to]), linkAlpha(scale));
    const group = colours.get(colour);
    if (group) group.push(link);
    else colours.set(colour, [link]);
  }
  for (const [colour, group] of colours) {
    context.strokeStyle = colour;
    context.beginPath();
    for (const { curve } of group) trace(context, curve, scale < STRAIGHT_BELOW);
    context.stroke();
  }
}

function trace(context: Context, [a, b, c, d]: Curve, straight: boolean): void {
  context.moveTo(a.x, a.y);
  if (straight) context.lineTo(d.x, d.y);
  else context.bezierCurveTo(b.x, b.y, c.x, c.y, d.x, d.y);
}

function paintNodes(context: Context, region: Box, scale: number, picture: Picture): void {
  for (const node of picture.nodes.values()) {
    if (picture.lifted.has(node.id) || !overlaps(node.box, region)) continue;
    if (node.box.w * scale < 6) paintSpeck(context, node, picture.palette);
    else if (node.kind === "note") paintNote(context, node, scale, picture.palette);
    else paintNode(context, node, scale, picture);
  }
}

function paintSpeck(context: Context, card: PaintedNode | PaintedNote, { kinds, colours }: Palette): void {
  const { box } = card;
  context.fillStyle = rgba(card.kind === "note" ? colours[card.colour] : kinds[card.kind], 0.8);
  context.fillRect(box.x, box.y, box.w, box.h);
}

function paintNote(context: Context, { box, colour, lines }: PaintedNote, scale: number, palette: Palette): void {
  outline(context, box);
  context.fillStyle = rgba(palette.card);
  context.fill();
  context.fillStyle = rgba(palette.colours[colour], NOTE_ALPHA);
  context.fill();
  (scale < READ_FROM ? paintBars : paintWords)(context, box, lines, palette.ink);
}

function paintNode(context: Context, node: PaintedNode, scale: number, { palette, preview }: Picture): void {
  const image = node.asset === null ? undefined : preview(node.asset);
  outline(context, node.box);
  context.fillStyle = rgba(palette.card);
  context.fill();
  if (image) paintPreview(context, node.box, image);
  else paintKind(context, node, scale, palette);
  if (node.outdated && !node.standing) paintOutdated(context, node.box, scale, palette);
  if (node.standing) paintStanding(context, node, scale, palette);
  context.lineWidth = 1 / scale;
  context.strokeStyle = rgba(palette.ink, 0.12);
  context.stroke();
}

/** Whole in its card, as node/picture_fit.ts has it there, with the corners left to the stroke when they are too small to see. */
function paintPreview(context: Context, { x, y, w, h }: Box, image: ImageBitmap): void {
  context.save();
  context.clip();
  const scales = [w / image.width, h / image.height];
  const scale = fitOf(image) === "object-cover" ? Math.max(...scales) : Math.min(...scales);
  const [iw, ih] = [image.width * scale, image.height * scale];
  context.drawImage(image, x + (w - iw) / 2, y + (h - ih) / 2, iw, ih);
  context.restore();
}

/** What is being generated is dimmed and has a bar of its kind at the bottom, what failed a red one with a mark. */
function paintStanding(context: Context, { box, kind, standing }: PaintedNode, scale: number, palette: Palette): void {
  const { x, y, w, h } = box;
  const failed = standing === "failed";
  const bar = Math.min(h / 2, Math.max(failed ? 40 : 12, 3 / scale));
  context.save();
  context.clip();
  if (!failed) {
    context.fillStyle = rgba(palette.card, 0.6);
    context.fillRect(x, y, w, h);
  }
  context.fillStyle = rgba(failed ? palette.fail : palette.kinds[kind]);
  context.fillRect(x, y + h - bar, w, bar);
  if (failed) paintWarning(context, x + w / 2, y + h - bar / 2, bar * 0.32, palette.card);
  context.restore();
  outline(context, box);
}

/** A triangle around a point. */
function paintWarning(context: Context, x: number, y: number, radius: number, colour: Rgb): void {
  context.beginPath();
  context.moveTo(x, y - radius);
  context.lineTo(x + radius * 1.1, y + radius * 0.8);
  context.lineTo(x - radius * 1.1, y + radius * 0.8);
  context.closePath();
  context.fillStyle = rgba(colour);
  context.fill();
}

/** A small ring in the corner; its card says the rest. */
function paintOutdated(context: Context, box: Box, scale: number, { card, ink }: Palette): void {
  const { x, y, w } = box;
  const radius = Math.max(6, 3 / scale);
  context.beginPath();
  context.arc(x + w - 2 * radius, y + 2 * radius, radius, 0, 2 * Math.PI);
  context.fillStyle = rgba(card, 0.9);
  context.fill();
  context.lineWidth = radius / 3;
  context.strokeStyle = rgba(ink, 0.6);
  context.stroke();
  outline(context, box);
}

function paintKind(context: Context, node: PaintedNode, scale: number, { kinds, ink }: Palette): void {
  const { kind, box, lines } = node;
  context.fillStyle = rgba(kinds[kind], 0.14);
  context.fill();
  if (kind === "text") (scale < READ_FROM ? paintBars : paintWords)(context, box, lines, ink);
  else paintMark(context, box, kinds[kind]);
  outline(context, box);
}

/** The card's own outline as the path again, for what is drawn next. */
function outline(context: Context, { x, y, w, h }: Box): void {
  context.beginPath();
  context.roundRect(x, y, w, h, RADIUS);
}

function paintWords(context: Context, { x, y, w }: Box, lines: string[], ink: Rgb): void {
  context.font = FONT;
  context.textBaseline = "middle";
  context.fillStyle = rgba(ink, 0.85);
  lines.forEach((line, index) => {
    context.fillText(line, x + TEXT.side, y + TEXT.top + (index + 0.5) * TEXT.line, w - 2 * TEXT.side);
  });
}

function paintBars(context: Context, { x, y, w }: Box, lines: string[], ink: Rgb): void {
  context.fillStyle = rgba(ink, 0.32);
  const most = w - 2 * TEXT.side;
  lines.forEach((line, index) => {
    const wide = Math.min(most, line.length * TEXT.letter);
    context.fillRect(x + TEXT.side, y + TEXT.top + index * TEXT.line + 7, wide, 9);
  });
}

function paintMark(context: Context, { x, y, w, h }: Box, colour: Rgb): void {
  const size = Math.min(w, h) * 0.16;
  context.beginPath();
  context.roundRect(x + w / 2 - size / 2, y + h / 2 - size / 2, size, size, size / 4);
  context.fillStyle = rgba(colour, 0.55);
  context.fill();
}

export function rgba([r, g, b]: Rgb, alpha = 1): string {
  return `rgba(${r},${g},${b},${alpha})`;
}

function between(a: Rgb, b: Rgb): Rgb {
  return [Math.round((a[0] + b[0]) / 2), Math.round((a[1] + b[1]) / 2), Math.round((a[2] + b[2]) / 2)];
}
