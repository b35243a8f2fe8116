// Where everything stands in the small picture of a canvas: the sketch laid out, in canvas units.
import type { Sketch, SketchNode } from "../api/types";
import { type Box, boundsOf, curveBetween, curvePath, inputOf, outputOf, sizeOf } from "../canvas/geometry";

export interface PictureNode {
  node: SketchNode;
  box: Box;
}

export interface Picture {
  /** What is in the picture, of the shape `ASPECT`. */
  frame: Box;
  nodes: readonly PictureNode[];
  lines: readonly string[];
}

/** Width over height. */
export const ASPECT = 8 / 5;
/** Canvas units: a canvas with little on it is not drawn larger than this makes it. */
const NARROWEST = 900;
const MARGIN = 0.09;
/** Beyond this part of the picture's width a node is drawn with the larger preview. */
const LARGE = 0.2;

export function pictureOf({ nodes, connections }: Sketch): Picture {
  const placed = nodes.map((node) => ({ node, box: boxOf(node) }));
  return {
    frame: frameOf(placed.map(({ box }) => box)),
    nodes: placed,
    lines: connections.flatMap(([from, to]) => {
      const [start, end] = [placed[from], placed[to]];
      return start && end ? [curvePath(curveBetween(outputOf(start.box), inputOf(end.box)))] : [];
    }),
  };
}

/** Tiny previews are enough for most of what is in a picture of this size. */
export function previewSize({ w }: Box, frame: Box): "tiny" | "card" {
  return w / frame.w > LARGE ? "card" : "tiny";
}

function boxOf({ kind, x, y, w, h, width, height, aspect }: SketchNode): Box {
  const shown = width && height ? { take: "", width, height } : null;
  return { x, y, ...sizeOf({ kind, w: w ?? null, h: h ?? null, shown, settings: aspect ? { aspect } : {} }) };
}

/** Around all of them, in the picture's shape, with a margin. */
function frameOf(boxes: readonly Box[]): Box {
  const { x, y, w, h } = boundsOf(boxes) ?? { x: 0, y: 0, w: 0, h: 0 };
  const wide = Math.max(NARROWEST, w / (1 - 2 * MARGIN), (h / (1 - 2 * MARGIN)) * ASPECT);
  const high = wide / ASPECT;
  return { x: x + (w - wide) / 2, y: y + (h - high) / 2, w: wide, h: high };
}
