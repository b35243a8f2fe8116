// The underlay's worker: holds a plain copy of the scene and draws regions of it into bitmaps.
/// <reference lib="webworker" />
import { type Picture, paint } from "./paint";
import { Previews } from "./previews";
import type { FromWorker, Layer, PaintedLink, PaintedNode, PaintedNote, Palette, ToWorker } from "./protocol";

const post = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer });

const nodes = new Map<string, PaintedNode | PaintedNote>();
const previews = new Previews(() => post({ type: "stale" }));
const canvases = new Map<Layer, OffscreenCanvas>();
let links: PaintedLink[] = [];
let lifted: ReadonlySet<string> = new Set();
let palette: Palette | null = null;

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case "palette":
      palette = data.palette;
      break;
    case "nodes":
      for (const id of data.gone) nodes.delete(id);
      for (const node of data.put) nodes.set(node.id, node);
      break;
    case "links":
      links = data.links;
      break;
    case "boxes":
      for (const [id, box] of data.boxes) {
        const node = nodes.get(id);
        if (node) node.box = box;
      }
      break;
    case "lifted":
      lifted = new Set(data.nodes);
      break;
    case "draw":
      draw(data);
      break;
  }
};

function draw({ layer, region, width, height }: Extract<ToWorker, { type: "draw" }>): void {
  const context = canvasFor(layer, width, height).getContext("2d", { alpha: layer === "base" });
  if (!context || !palette) return;
  const started = performance.now();
  // The small picture of the whole shows the previews that are here, and does not make thousands of them come.
  const preview = (asset: string) => (layer === "detail" ? previews.get(asset) : previews.held(asset));
  const picture: Picture = { palette, nodes, links, lifted, preview };
  paint(context, layer, region, width, height, picture);
  const bitmap = context.canvas.transferToImageBitmap();
  post({ type: "drawn", layer, region, bitmap, milliseconds: performance.now() - started }, [bitmap]);
}

function canvasFor(layer: Layer, width: number, height: number): OffscreenCanvas {
  const held = canvases.get(layer);
  if (held?.width === width && held.height === height) return held;
  const made = new OffscreenCanvas(width, height);
  canvases.set(layer, made);
  return made;
}
