// The cards React Flow holds at this moment, kept to what `mounting.ts` wants a few per frame.
import type { Node } from "@xyflow/react";
import type { Box } from "./geometry";
import { type Detail, mountingStep, wantedCards } from "./mounting";
import { type Budget, MountingPace, REST_MS } from "./mounting_pace";
import type { Scene } from "./scene";
import type { SelectionStore } from "./selection";
import type { Viewport } from "./viewport";

export type CardNode = Node<{ detail: Detail }, "card">;

export class MountedCards {
  nodes: CardNode[] = [];

  private readonly details = new Map<string, Detail>();
  private readonly held = new Map<string, CardNode>();
  private wanted: ReadonlyMap<string, Detail> = new Map();
  private light = false;
  private readonly pace = new MountingPace();
  private frame = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly scene: Scene,
    private readonly viewport: Viewport,
    private readonly selection: SelectionStore,
  ) {}

  /** Works until the returned function is called. */
  start(): () => void {
    this.retarget();
    const stops = [
      this.viewport.subscribe(() => this.follow()),
      this.selection.subscribe(() => this.retarget()),
      this.scene.subscribe(({ nodes, why }) => {
        if (why === "edit") this.retarget();
        this.refresh(nodes);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      cancelAnimationFrame(this.frame);
      clearTimeout(this.timer);
      this.frame = 0;
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Mounts a card at once: it is about to be focused or taken into the hand. */
  mountNow(id: string): void {
    if (this.details.has(id)) return;
    this.put(id, this.light ? "light" : "full");
    this.publish();
  }

  /** While the view flies nothing is even looked up. */
  private follow(): void {
    const now = performance.now();
    this.pace.moved(this.viewport.view, now);
    if (this.pace.flies(now)) this.comeBack();
    else this.retarget();
  }

  private retarget(): void {
    const { scene, viewport, selection } = this;
    if (viewport.size.w === 0) return;
    const { nodes, hovered, editing } = selection.getState();
    const { cards, light } = wantedCards({
      shown: viewport.shown,
      zoom: viewport.view.zoom,
      wasLight: this.light,
      selected: nodes,
      needed: [editing?.node, hovered].filter((id) => id != null),
      box: (id) => scene.box(id),
      query: (region, most) => scene.query(region, most),
    });
    this.wanted = cards;
    this.light = light;
    if (this.frame === 0) this.frame = requestAnimationFrame(this.step);
  }

  private readonly step = (): void => {
    this.frame = 0;
    const now = performance.now();
    const changed = this.advance(this.pace.budget(now, this.details.size));
    if (changed) this.frame = requestAnimationFrame(this.step);
    else if (!this.pace.rests(now)) this.comeBack();
  };

  /** What is left over is done once the view rests. */
  private comeBack(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.retarget(), REST_MS);
  }

  private advance(budget: Budget): boolean {
    const { put, drop } = mountingStep(this.details, this.wanted, budget);
    for (const id of drop) this.drop(id);
    for (const [id, detail] of put) this.put(id, detail);
    if (put.length + drop.length === 0) return false;
    this.publish();
    return true;
  }

  private refresh(ids: Iterable<string>): void {
    let changed = false;
    for (const id of ids) {
      const detail = this.details.get(id);
      if (detail) changed = (this.scene.box(id) ? this.put(id, detail) : this.drop(id)) || changed;
    }
    if (changed) this.publish();
  }

  /** False when the card already is as it should be. */
  private put(id: string, detail: Detail): boolean {
    const box = this.scene.box(id);
    if (!box) return false;
    const zIndex = this.scene.height(id);
    const held = this.held.get(id);
    if (held && held.data.detail === detail && held.zIndex === zIndex && sameBox(held, box)) return false;
    this.details.set(id, detail);
    this.held.set(id, cardNode(id, box, detail, zIndex));
    return true;
  }

  private drop(id: string): boolean {
    this.held.delete(id);
    return this.details.delete(id);
  }

  private publish(): void {
    this.nodes = [...this.held.values()];
    for (const listener of [...this.listeners]) listener();
  }
}

function sameBox({ position, width, height }: CardNode, box: Box): boolean {
  return position.x === box.x && position.y === box.y && width === box.w && height === box.h;
}

/** Sizes are declared, so that React Flow never measures. */
function cardNode(id: string, { x, y, w, h }: Box, detail: Detail, zIndex: number): CardNode {
  const size = { width: w, height: h };
  const position = { x, y };
  // React Flow calls every wrapper a "node" to a screen reader; the card inside says what it is itself.
  const domAttributes = { "aria-roledescription": undefined };
  // Without its own dragging and selecting, React Flow would let no pointer through to a card's buttons.
  const style = { pointerEvents: "all" as const };
  return {
    id,
    type: "card",
    position,
    zIndex,
    ...size,
    measured: size,
    handles: [],
    style,
    domAttributes,
    data: { detail },
  };
}
