// What is where on the canvas, outside React: a box for every node, its connections, and moves still in the hand.
import type { CanvasDocument, Change } from "../document/canvas_document";
import { type CardKind, connectionKey } from "../document/schema";
import {
  type Box,
  type Curve,
  curveBetween,
  distanceTo,
  grown,
  inputOf,
  outputOf,
  type Point,
  sizeOfCard,
} from "./geometry";
import { Grid } from "./grid";

export interface Link {
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

export interface SceneChange {
  readonly nodes: ReadonlySet<string>;
  /** Connections came, went, or lost an end. */
  readonly links: boolean;
  /** An edit of the document; a card moved in the hand, not in the document yet; or one only laid above the others. */
  readonly why: "edit" | "hand" | "height";
}

export class Scene {
  /** Rises with every change. */
  version = 0;

  private readonly boxes = new Map<string, Box>();
  private readonly grid = new Grid();
  private links = new Map<string, Link>();
  private readonly listeners = new Set<(change: SceneChange) => void>();
  /** Later is above: the one touched last. */
  private readonly raised = new Map<string, number>();
  private top = 0;

  constructor(private readonly document: CanvasDocument) {
    for (const { id } of document.all()) this.place(id);
    this.relink();
  }

  /** Follows the document until the returned function is called. */
  follow(): () => void {
    this.apply({
      nodes: new Set([...this.boxes.keys(), ...[...this.document.all()].map((node) => node.id)]),
      moved: new Set(),
      connections: new Set(["all"]),
    });
    return this.document.subscribe((change) => this.apply(change));
  }

  get size(): number {
    return this.boxes.size;
  }

  box(id: string): Box | undefined {
    return this.boxes.get(id);
  }

  kindOf(id: string): CardKind {
    return this.document.card(id)?.kind ?? "text";
  }

  ids(): Iterable<string> {
    return this.boxes.keys();
  }

  allBoxes(): Iterable<Box> {
    return this.boxes.values();
  }

  allLinks(): Iterable<Link> {
    return this.links.values();
  }

  link(key: string): Link | undefined {
    return this.links.get(key);
  }

  linksOf(id: string): Link[] {
    const keys = [
      ...this.document.incoming(id).map((connection) => connectionKey(connection.from, id)),
      ...this.document.outgoing(id).map((connection) => connectionKey(id, connection.to)),
    ];
    return keys.flatMap((key) => this.links.get(key) ?? []);
  }

  curve({ from, to }: Link): Curve | null {
    const [source, target] = [this.boxes.get(from), this.boxes.get(to)];
    return source && target ? curveBetween(outputOf(source), inputOf(target)) : null;
  }

  query(region: Box, most?: number): Set<string> {
    return this.grid.query(region, most);
  }

  /** The topmost node under a point. */
  nodeAt(point: Point): string | undefined {
    let found: string | undefined;
    for (const id of this.grid.at(point)) if (found === undefined || this.height(id) >= this.height(found)) found = id;
    return found;
  }

  /** The connection nearest to a point, within `reach`. */
  linkAt(point: Point, reach: number): Link | undefined {
    let nearest = reach;
    let found: Link | undefined;
    for (const link of this.links.values()) {
      const curve = this.curve(link);
      if (!curve || !mayReach(curve, point, reach)) continue;
      const distance = distanceTo(curve, point);
      if (distance <= nearest) [nearest, found] = [distance, link];
    }
    return found;
  }

  /** How far up a card lies among the others. */
  height(id: string): number {
    return this.raised.get(id) ?? 0;
  }

  raise(id: string): void {
    if (this.raised.get(id) === this.top && this.top > 0) return;
    this.raised.set(id, ++this.top);
    this.tell({ nodes: new Set([id]), links: false, why: "height" });
  }

  /** Moves cards in the hand, without an edit. */
  move(places: Iterable<{ id: string } & Point>): void {
    const nodes = new Set<string>();
    for (const { id, x, y } of places) {
      const box = this.boxes.get(id);
      if (!box) continue;
      this.put(id, { ...box, x, y });
      nodes.add(id);
    }
    this.tell({ nodes, links: false, why: "hand" });
  }

  /** Resizes a card in the hand, without an edit. */
  reshape(id: string, box: Box): void {
    this.put(id, box);
    this.tell({ nodes: new Set([id]), links: false, why: "hand" });
  }

  /** Back to where the document has them. */
  restore(ids: Iterable<string>): void {
    const nodes = new Set(ids);
    for (const id of nodes) this.place(id);
    this.tell({ nodes, links: false, why: "hand" });
  }

  subscribe = (listener: (change: SceneChange) => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private apply({ nodes, moved, connections }: Pick<Change, "nodes" | "moved" | "connections">): void {
    const touched = new Set([...nodes, ...moved]);
    for (const id of touched) this.place(id);
    const links = connections.size > 0;
    if (links) this.relink();
    this.tell({ nodes: touched, links, why: "edit" });
  }

  private place(id: string): void {
    const card = this.document.card(id);
    if (card) this.put(id, { x: card.x, y: card.y, ...sizeOfCard(card) });
    else this.remove(id);
  }

  private remove(id: string): void {
    this.boxes.delete(id);
    this.grid.remove(id);
    this.raised.delete(id);
  }

  private put(id: string, box: Box): void {
    const held = this.boxes.get(id);
    if (held && held.x === box.x && held.y === box.y && held.w === box.w && held.h === box.h) return;
    this.boxes.set(id, box);
    this.grid.put(id, box);
  }

  private relink(): void {
    this.links = new Map();
    for (const { from, to } of this.document.allConnections()) {
      const key = connectionKey(from, to);
      this.links.set(key, { key, from, to });
    }
  }

  private tell(change: SceneChange): void {
    this.version++;
    for (const listener of [...this.listeners]) listener(change);
  }
}

function mayReach(curve: Curve, { x, y }: Point, reach: number): boolean {
  const [xs, ys] = [curve.map((point) => point.x), curve.map((point) => point.y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const box = grown({ x: left, y: top, w: Math.max(...xs) - left, h: Math.max(...ys) - top }, reach);
  return x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h;
}
