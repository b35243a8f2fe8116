// Copying nodes: as plain data that survives the clipboard and another canvas, with new ids and chips that follow.
import * as Y from "yjs";
import { type CanvasDocument, newNodeId } from "../document/canvas_document";
import { keysAfter } from "../document/order";
import { type CanvasNode, connectionKey, isKind, KIND_NAMES } from "../document/schema";
import type { Point } from "./geometry";

/** The format's own name on the clipboard. */
export const CLIPBOARD_TYPE = "application/x-headwater-nodes+json";

interface CopiedConnection {
  from: string;
  to: string;
  aside: boolean;
}

/** `canvas`: where it came from; connections from nodes that stayed behind are only made again there. */
export interface Copied {
  headwater: 1;
  canvas: string;
  nodes: CanvasNode[];
  connections: CopiedConnection[];
}

export function copyOf(document: CanvasDocument, ids: Iterable<string>): Copied {
  const nodes = [...ids].flatMap((id) => document.get(id) ?? []);
  const connections = nodes.flatMap((node) =>
    document.incoming(node.id).map(({ from, to, aside }) => ({ from, to, aside })),
  );
  return { headwater: 1, canvas: document.id, nodes, connections };
}

/** Null when it is not ours, or not whole. */
export function readCopied(json: string): Copied | null {
  try {
    const copied = JSON.parse(json) as Partial<Copied>;
    const whole = copied.headwater === 1 && Array.isArray(copied.nodes) && Array.isArray(copied.connections);
    return whole && copied.nodes?.every(isNode) ? (copied as Copied) : null;
  } catch {
    return null;
  }
}

/** What another program gets when it is pasted there. */
export function plainText({ nodes }: Copied): string {
  return nodes.map((node) => (node.kind === "text" ? node.text : node.prompt || node.title)).join("\n\n");
}

/** Puts copies into the document, moved by `by`, as one edit; the new ids. */
export function paste(document: CanvasDocument, copied: Copied, by: Point): string[] {
  const names = new Map(copied.nodes.map((node) => [node.id, newNodeId()]));
  const titles = new Set([...document.all()].map((node) => node.title));
  document.edit("", () => {
    for (const node of copied.nodes) {
      const title = freeTitle(node, titles);
      document.nodes.set(
        names.get(node.id) ?? "",
        copyOfNode({ ...node, title, x: node.x + by.x, y: node.y + by.y }, names),
      );
    }
    connect(document, copied, names);
  });
  return [...names.values()];
}

function connect(document: CanvasDocument, copied: Copied, names: ReadonlyMap<string, string>): void {
  const sameCanvas = copied.canvas === document.id;
  for (const { id } of copied.nodes) {
    const incoming = copied.connections.filter(
      ({ from, to }) => to === id && (names.has(from) || (sameCanvas && document.get(from))),
    );
    const keys = keysAfter(null, incoming.length);
    incoming.forEach(({ from, to, aside }, index) => {
      const key = connectionKey(names.get(from) ?? from, names.get(to) ?? to);
      document.connections.set(key, { order: keys[index] ?? "a0", ...(aside ? { aside } : {}) });
    });
  }
}

function copyOfNode(node: CanvasNode, names: ReadonlyMap<string, string>): Y.Map<unknown> {
  const map = new Y.Map<unknown>();
  const { kind, x, y, w, h, title, mode, model, shown } = node;
  for (const [key, value] of Object.entries({ kind, x, y, w, h, title, mode, model, shown })) {
    if (value != null) map.set(key, value);
  }
  map.set("prompt", new Y.Text(withNewChips(node.prompt, names)));
  map.set("settings", new Y.Map(Object.entries(node.settings ?? {})));
  if (kind === "text") map.set("text", new Y.Text(node.text));
  return map;
}

/** Chips of nodes that were copied along point at the copies; ⟦⟦ is a typed bracket. */
export function withNewChips(prompt: string, names: ReadonlyMap<string, string>): string {
  return prompt.replace(/⟦⟦|⟦([A-Za-z0-9_-]{1,64})⟧/g, (chip, id?: string) => {
    const name = id === undefined ? undefined : names.get(id);
    return name === undefined ? chip : `⟦${name}⟧`;
  });
}

/** A numbered title gets the next number; one that a person gave stays. */
function freeTitle({ kind, title }: CanvasNode, taken: Set<string>): string {
  const name = KIND_NAMES[kind];
  if (!new RegExp(`^${name} \\d+$`).test(title) || !taken.has(title)) return title;
  let number = 1;
  while (taken.has(`${name} ${number}`)) number++;
  taken.add(`${name} ${number}`);
  return `${name} ${number}`;
}

function isNode(value: unknown): value is CanvasNode {
  if (typeof value !== "object" || value === null) return false;
  const { id, kind, x, y, title, prompt, text } = value as Record<string, unknown>;
  const words = [id, title, prompt, text].every((field) => typeof field === "string");
  return words && isKind(kind) && Number.isFinite(x) && Number.isFinite(y);
}
