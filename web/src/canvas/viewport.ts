// The view of the canvas: where it is, and moving it. React Flow holds the transform; this is the only reader of its store.
import type { ReactFlowState, useStoreApi } from "@xyflow/react";
import {
  type Box,
  boxToScreen,
  grown,
  inside,
  type Point,
  shownBy,
  toCanvas,
  type View,
  viewOf,
  zoomedAround,
} from "./geometry";

type FlowStore = ReturnType<typeof useStoreApi>;

/** Milliseconds of a view that explains where it went; see look.md, motion. */
const TRAVEL_MS = 180;

export class Viewport {
  constructor(private readonly store: FlowStore) {}

  get view(): View {
    const [x, y, zoom] = this.store.getState().transform;
    return { x, y, zoom };
  }

  /** Screen pixels; zero until the canvas is laid out. */
  get size(): { w: number; h: number } {
    const { width, height } = this.store.getState();
    return { w: width, h: height };
  }

  /** The canvas units in view. */
  get shown(): Box {
    return shownBy(this.view, this.size);
  }

  /** The canvas point under a point of the window (clientX, clientY). */
  under(client: Point): Point {
    return toCanvas(this.view, this.local(client));
  }

  /** The point of the window over a canvas point. */
  client({ x, y }: Point): Point {
    const frame = this.store.getState().domNode?.getBoundingClientRect();
    const at = boxToScreen(this.view, { x, y, w: 0, h: 0 });
    return { x: at.x + (frame?.left ?? 0), y: at.y + (frame?.top ?? 0) };
  }

  /** A point of the window in pixels from the canvas's own corner. */
  local({ x, y }: Point): Point {
    const frame = this.store.getState().domNode?.getBoundingClientRect();
    return { x: x - (frame?.left ?? 0), y: y - (frame?.top ?? 0) };
  }

  onScreen(box: Box): Box {
    return boxToScreen(this.view, box);
  }

  set(view: View, smooth = false): void {
    const { panZoom } = this.store.getState();
    const duration = smooth && !reducedMotion() ? TRAVEL_MS : 0;
    void panZoom?.setViewport(view, duration > 0 ? { duration } : undefined);
  }

  panBy(dx: number, dy: number): void {
    const { x, y, zoom } = this.view;
    this.set({ x: x + dx, y: y + dy, zoom });
  }

  /** Zooms around a point of the window, or around the middle. */
  zoomTo(zoom: number, client?: Point, smooth = false): void {
    const { w, h } = this.size;
    this.set(zoomedAround(this.view, client ? this.local(client) : { x: w / 2, y: h / 2 }, zoom), smooth);
  }

  fit(box: Box | null, smooth = true): void {
    if (box) this.set(viewOf(box, this.size), smooth);
  }

  /** Moves only if the box is not already in view. */
  reveal(box: Box, smooth = true): void {
    if (inside(box, grown(this.shown, -24 / this.view.zoom))) return;
    const { w, h } = this.size;
    const zoom = Math.min(Math.max(this.view.zoom, 0.5), viewOf(box, this.size).zoom);
    this.set({ x: w / 2 - (box.x + box.w / 2) * zoom, y: h / 2 - (box.y + box.h / 2) * zoom, zoom }, smooth);
  }

  /** Told whenever the transform or the size changes. */
  subscribe = (listener: () => void): (() => void) => {
    let last = signature(this.store.getState());
    return this.store.subscribe((state) => {
      const next = signature(state);
      if (next.every((value, index) => value === last[index])) return;
      last = next;
      listener();
    });
  };
}

function signature({ transform, width, height }: ReactFlowState): number[] {
  return [...transform, width, height];
}

function reducedMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
