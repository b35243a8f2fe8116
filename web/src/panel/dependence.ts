// What one node's panel depends on in the document, and a number that rises whenever any of it changes.
import type { CanvasDocument, Change } from "../document/canvas_document";
import type { CanvasNode } from "../document/schema";

/** What the panel of a node itself tells of: neither its place nor its title is sent. */
function own({ kind, prompt, mode, model, settings, shown }: CanvasNode): string {
  return JSON.stringify([kind, prompt, mode, model, settings, shown]);
}

/** What the panels of all that is downstream tell of a node. */
function passedOn({ kind, title, text, shown }: CanvasNode): string {
  return JSON.stringify([kind, title, text, shown]);
}

export class Dependence {
  /** Of the document, when something that matters changed last. */
  version: number;
  /** The node and everything upstream of it, at any depth; the same array until that changes. */
  nodes: readonly string[] = [];

  private held = new Map<string, string>();
  private readonly listeners = new Set<() => void>();
  private leave: (() => void) | undefined;

  constructor(
    private readonly document: CanvasDocument,
    readonly node: string,
  ) {
    this.version = document.version;
    this.look();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (!this.leave) {
      this.leave = this.document.subscribe((change) => this.note(change));
      if (this.look()) this.version = this.document.version; // it may have changed before anybody listened
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      this.leave?.();
      this.leave = undefined;
    };
  };

  private note(change: Change): void {
    const linked = [...change.connections].some((key) => this.held.has(key.slice(key.indexOf(">") + 1)));
    const changed = linked || [...change.nodes].some((id) => this.held.get(id) !== this.told(id) && this.held.has(id));
    if (!changed) return;
    this.look();
    this.version = this.document.version;
    for (const listener of [...this.listeners]) listener();
  }

  /** Reads everything anew; whether anything is different from before. */
  private look(): boolean {
    const before = this.held;
    const nodes = [this.node, ...this.document.upstreamOf(this.node)];
    this.held = new Map(nodes.map((id) => [id, this.told(id)]));
    const same = nodes.length === this.nodes.length && nodes.every((id, index) => id === this.nodes[index]);
    if (!same) this.nodes = nodes;
    return !same || nodes.some((id) => before.get(id) !== this.held.get(id));
  }

  /** What matters of a node; empty for one that is gone. */
  private told(id: string): string {
    const node = this.document.get(id);
    if (!node) return "";
    return id === this.node ? own(node) : passedOn(node);
  }
}
