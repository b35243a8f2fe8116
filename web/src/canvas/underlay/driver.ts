// Keeps the underlay's two bitmaps right: feeds the worker, asks for redraws, and puts what comes back on screen.
import type { CanvasDocument } from "../../document/canvas_document";
import type { CanvasCard } from "../../document/schema";
import { type LiveState, useLive } from "../../live/store";
import { useDismissed } from "../../node/failures";
import { standingOf } from "../../node/standing";
import { useOutdated } from "../../runs/use_outdated";
import { type Box, boundsOf, shownBy } from "../geometry";
import type { Scene, SceneChange } from "../scene";
import type { Viewport } from "../viewport";
import { baseJob, type Coverage, detailJob, isSharp, needsRedraw } from "./coverage";
import { Foresight } from "./foresight";
import type { FromWorker, PaintedNode, PaintedNote, Palette, ToWorker } from "./protocol";
import { textLines } from "./text_lines";
import { takeWorker } from "./worker_start";

const BASE_AFTER_MS = 800;
const REST_MS = 140;

export interface Surfaces {
  base: HTMLCanvasElement;
  detail: HTMLCanvasElement;
}

export class UnderlayDriver {
  /** For measuring: how often the detail was drawn, and how long the last took in the worker. */
  redraws = 0;
  lastMilliseconds = 0;

  private readonly worker = takeWorker();
  private readonly foresight = new Foresight();
  private covered: Coverage | null = null;
  private drawing = false;
  private dirty = true;
  private zoomAsked = 1;
  private baseTimer: ReturnType<typeof setTimeout> | undefined;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private lifted: ReadonlySet<string> = new Set();
  /** What the worker last heard of each node, as JSON. */
  private readonly sent = new Map<string, string>();

  constructor(
    private readonly document: CanvasDocument,
    private readonly scene: Scene,
    private readonly viewport: Viewport,
    private readonly surfaces: Surfaces,
  ) {}

  start(palette: Palette): () => void {
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.receive(data);
    this.setPalette(palette);
    this.sendNodes(this.scene.ids());
    this.sendLinks();
    this.redraw();
    const stops = [
      this.scene.subscribe((change) => this.follow(change)),
      this.viewport.subscribe(() => this.moved()),
      useLive.subscribe(({ generations }, before) => {
        if (generations !== before.generations) this.standAnew({ ...before.generations, ...generations });
      }),
      useOutdated.subscribe((marks, before) => {
        if (this.sendNodes(Object.keys({ ...before, ...marks }))) this.redraw();
      }),
      useDismissed.subscribe(() => this.standAnew(useLive.getState().generations)),
    ];
    return () => {
      for (const stop of stops) stop();
      clearTimeout(this.baseTimer);
      clearTimeout(this.restTimer);
      this.worker.terminate();
    };
  }

  setPalette(palette: Palette): void {
    this.post({ type: "palette", palette });
    this.redraw();
  }

  /** These are in the hand: their cards and live connections show them, the bitmap does not. */
  lift(nodes: ReadonlySet<string>): void {
    if (nodes.size === 0 && this.lifted.size === 0) return;
    this.lifted = nodes;
    this.post({ type: "lifted", nodes: [...nodes] });
    this.redraw();
  }

  private follow({ nodes, links, why }: SceneChange): void {
    if (why === "height") return;
    if (links) this.sendLinks();
    const differs = why === "hand" ? this.sendBoxes(nodes) : this.sendNodes(nodes);
    if (links || differs) this.redraw();
  }

  /** A generation of one of these nodes moved, or its failure was put aside. */
  private standAnew(generations: LiveState["generations"]): void {
    if (this.sendNodes(Object.keys(generations))) this.redraw();
  }

  private redraw(): void {
    this.dirty = true;
    this.drawIfNeeded();
    clearTimeout(this.baseTimer);
    this.baseTimer = setTimeout(() => this.drawBase(), this.covered ? BASE_AFTER_MS : 0);
  }

  private moved(): void {
    this.foresight.moved(this.viewport.view);
    this.drawIfNeeded();
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.sharpen(), REST_MS);
  }

  private sharpen(): void {
    this.foresight.rests();
    if (isSharp(this.covered, this.viewport.view.zoom)) return;
    this.dirty = true;
    this.drawIfNeeded();
  }

  private drawIfNeeded(): void {
    const { view, shown, size } = this.viewport;
    if (this.drawing || size.w === 0) return;
    const ahead = this.foresight.ahead(view, size);
    if (!this.dirty && !needsRedraw(this.covered, shown, view.zoom, shownBy(ahead, size))) return;
    this.drawing = true;
    this.dirty = false;
    this.zoomAsked = ahead.zoom;
    this.redraws++;
    this.post({ type: "draw", layer: "detail", ...detailJob(ahead, size, window.devicePixelRatio) });
  }

  private drawBase(): void {
    const bounds = boundsOf(this.scene.allBoxes());
    if (bounds) this.post({ type: "draw", layer: "base", ...baseJob(bounds) });
    else this.surfaces.base.style.visibility = "hidden";
  }

  private receive(message: FromWorker): void {
    if (message.type === "stale") this.redraw();
    else this.present(message);
  }

  private present({ layer, bitmap, region, milliseconds }: Extract<FromWorker, { type: "drawn" }>): void {
    show(this.surfaces[layer], bitmap, region);
    if (layer === "base") return;
    this.lastMilliseconds = milliseconds;
    this.covered = { region, zoom: this.zoomAsked };
    this.drawing = false;
    this.drawIfNeeded();
  }

  /** False when they look as before: most edits (a prompt, a setting) do not show here. */
  private sendNodes(ids: Iterable<string>): boolean {
    const put: (PaintedNode | PaintedNote)[] = [];
    const gone: string[] = [];
    for (const id of ids) {
      const [card, box] = [this.document.card(id), this.scene.box(id)];
      const next = card && box ? painted(card, box) : null;
      const looks = JSON.stringify(next);
      if (this.sent.get(id) === looks) continue;
      this.sent.set(id, looks);
      if (next) put.push(next);
      else gone.push(id);
    }
    for (const id of gone) this.sent.delete(id);
    if (put.length + gone.length > 0) this.post({ type: "nodes", put, gone });
    return put.length + gone.length > 0;
  }

  /** False when all of them are lifted: what is not drawn may move without a redraw. */
  private sendBoxes(ids: Iterable<string>): boolean {
    const boxes: [string, Box][] = [];
    for (const id of ids) {
      const box = this.scene.box(id);
      if (!box) continue;
      boxes.push([id, box]);
      this.sent.delete(id);
    }
    this.post({ type: "boxes", boxes });
    return boxes.some(([id]) => !this.lifted.has(id));
  }

  private sendLinks(): void {
    this.post({ type: "links", links: [...this.scene.allLinks()] });
  }

  private post(message: ToWorker): void {
    this.worker.postMessage(message);
  }
}

function show(surface: HTMLCanvasElement, bitmap: ImageBitmap, { x, y, w, h }: Box): void {
  if (surface.width !== bitmap.width) surface.width = bitmap.width;
  if (surface.height !== bitmap.height) surface.height = bitmap.height;
  surface.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
  Object.assign(surface.style, {
    transform: `translate(${x}px, ${y}px)`,
    width: `${w}px`,
    height: `${h}px`,
    visibility: "visible",
  });
}

function painted(card: CanvasCard, box: Box): PaintedNode | PaintedNote {
  const { id, text } = card;
  if (card.kind === "note") return { id, kind: card.kind, box, colour: card.colour, lines: textLines(text, box) };
  const { kind, shown } = card;
  const asset = kind === "audio" ? null : (shown?.asset ?? null);
  const standing = standingOf(useLive.getState().generations[id], useDismissed.getState());
  const outdated = id in useOutdated.getState();
  return { id, kind, box, asset, lines: kind === "text" ? textLines(text, box) : [], standing, outdated };
}
