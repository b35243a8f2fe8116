// Draws the scene's boxes, in their kinds' colours, into the minimap.
import { type CardKind, KINDS } from "../document/schema";
import type { Box } from "./geometry";
import type { Scene } from "./scene";

export const MAP_SIZE = { w: 176, h: 112 };

/** The canvas point in the map's corner, and map pixels per canvas unit. */
export interface Scale {
  x: number;
  y: number;
  scale: number;
}

export function fitInto({ x, y, w, h }: Box): Scale {
  const scale = Math.min(MAP_SIZE.w / w, MAP_SIZE.h / h);
  return { x: x - (MAP_SIZE.w / scale - w) / 2, y: y - (MAP_SIZE.h / scale - h) / 2, scale };
}

export function drawMinimap(canvas: HTMLCanvasElement, scene: Scene, { x, y, scale }: Scale): void {
  const ratio = window.devicePixelRatio;
  canvas.width = MAP_SIZE.w * ratio;
  canvas.height = MAP_SIZE.h * ratio;
  const context = canvas.getContext("2d");
  if (!context) return;
  const style = getComputedStyle(canvas);
  context.scale(ratio, ratio);
  context.globalAlpha = 0.75;
  const byKind = new Map<CardKind, Path2D>([...KINDS, "note" as const].map((kind) => [kind, new Path2D()]));
  for (const id of scene.ids()) {
    const box = scene.box(id);
    const [w, h] = [Math.max(1.5, (box?.w ?? 0) * scale), Math.max(1.5, (box?.h ?? 0) * scale)];
    if (box) byKind.get(scene.kindOf(id))?.rect((box.x - x) * scale, (box.y - y) * scale, w, h);
  }
  for (const [kind, path] of byKind) {
    context.fillStyle = style.getPropertyValue(kind === "note" ? "--ink-faint" : `--kind-${kind}`);
    context.fill(path);
  }
}
