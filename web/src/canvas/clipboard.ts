// Copying nodes: as plain data that survives the clipboard and another canvas, with new ids and chips that follow.
import * as Y from "yjs";
import { type CanvasDocument, newNodeId, noteMap } from "../document/canvas_document";
import { COLOURS, type Colour } from "../document/colours";
import { Groups } from "../document/groups";
import { keysAfter } from "../document/order";
import {
  type CanvasCard,
  type CanvasNode,
  type Connection,
  connectionKey,
  connectionValue,
  isCardKind,
  KIND_NAMES,
} from "../document/schema";
import { type Named, wordsWithout } from "../prompt/plain_prompt";
import type { Point } from "./geometry";

/** The format's own name on the clipboard. */
export const CLIPBOARD_TYPE = "application/x-headwater-nodes+json";

/** What an earlier version copied has no frame. */
type CopiedConnection = Pick<Connection, "from" | "to" | "aside"> & Partial<Pick<Connection, "frame">>;

/** `canvas`: where it came from; connections from nodes that stayed behind are only made again there. */
export interface Copied {
  headwater: 1;
  canvas: string;
  nodes: CanvasCard[];
  connections: CopiedConnection[];
  /** Those of the nodes; absent in what an earlier version copied. */
  groups?: CopiedGroup[];
}

interface CopiedGroup {
  id: string;
  title: string;
  colour: Colour;
  /** All of its nodes were copied: the copies are a group of their own. */
  whole: boolean;
}

export function copyOf(document: CanvasDocument, ids: Iterable<string>): Copied {
  const nodes = [...ids].flatMap((id) => document.card(id) ?? []);
  const connections = nodes.flatMap((node) =>
    document.incoming(node.id).map(({ from, to, aside, frame }) => ({ from, to, aside, frame })),
  );
  return { headwater: 1, canvas: document.id, nodes, connections, groups: groupsOf(document, nodes) };
}

function groupsOf(document: CanvasDocument, nodes: readonly CanvasCard[]): CopiedGroup[] {
  const copied = new Set(nodes.map(({ id }) => id));
  return [...new Groups(document).all()]
    .filter(({ members }) => [...members].some((id) => copied.has(id)))
    .map(({ id, title, colour, members }) => ({
      id,
      title,
      colour,
      whole: [...members].every((member) => copied.has(member)),
    }));
}

/** Null when it is not ours, or not whole. */
export function readCopied(json: string): Copied | null {
  try {
    const copied = JSON.parse(json) as Partial<Copied>;
    const whole = copied.headwater === 1 && Array.isArray(copied.nodes) && Array.isArray(copied.connections);
    return whole && copied.nodes?.every(isCard) ? (copied as Copied) : null;
  } catch {
    return null;
  }
}

/** What another program gets when it is pasted there. */
export function plainText({ nodes }: Copied): string {
  const named = nodes.flatMap((node): Named[] =>
    node.kind === "note"
      ? []
      : [{ node: node.id, label: node.title, kind: node.kind, state: "joins", text: node.text }],
  );
  const words = (card: CanvasCard) =>
    card.kind === "text" || card.kind === "note" ? card.text : wordsWithout(card.prompt, named).trim() || card.title;
  return nodes.map(words).join("\n\n");
}

/** Puts copies into the document, moved by `by`, as one edit; the new ids. */
export function paste(document: CanvasDocument, copied: Copied, by: Point): string[] {
  const names = new Map(copied.nodes.map((node) => [node.id, newNodeId()]));
  const titles = new Set([...document.all()].map((node) => node.title));
  document.edit("", () => {
    const groups = groupNames(document, copied);
    for (const card of copied.nodes) {
      const place = { x: card.x + by.x, y: card.y + by.y, group: groups.get(card.group ?? "") ?? null };
      const copy =
        card.kind === "note"
          ? noteMap({ ...place, w: card.w, h: card.h, text: card.text, colour: card.colour })
          : copyOfNode({ ...card, ...place, title: freeTitle(card, titles) }, names);
      document.nodes.set(names.get(card.id) ?? "", copy);
    }
    connect(document, copied, names);
  });
  return [...names.values()];
}

/** The group that the copies from each group come into: the same one where a part of it was copied here, else a new one. */
function groupNames(document: CanvasDocument, { canvas, groups = [] }: Copied): Map<string, string> {
  const made = new Groups(document);
  return new Map(
    groups.filter(isGroup).map(({ id, title, colour, whole }) => {
      if (canvas === document.id && !whole && document.groups.has(id)) return [id, id];
      const name = newNodeId();
      made.put(name, title, colour);
      return [id, name];
    }),
  );
}

function connect(document: CanvasDocument, copied: Copied, names: ReadonlyMap<string, string>): void {
  const sameCanvas = copied.canvas === document.id;
  for (const { id } of copied.nodes) {
    const incoming = copied.connections.filter(
      ({ from, to }) => to === id && (names.has(from) || (sameCanvas && document.get(from))),
    );
    const keys = keysAfter(null, incoming.length);
    incoming.forEach(({ from, to, aside, frame = null }, index) => {
      const key = connectionKey(names.get(from) ?? from, names.get(to) ?? to);
      document.connections.set(key, connectionValue({ order: keys[index] ?? "a0", aside, frame }));
    });
  }
}

function copyOfNode(node: CanvasNode, names: ReadonlyMap<string, string>): Y.Map<unknown> {
  const map = new Y.Map<unknown>();
  const { kind, x, y, w, h, title, mode, model, shown, group } = node;
  for (const [key, value] of Object.entries({ kind, x, y, w, h, title, mode, model, shown, group })) {
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

function isGroup(value: unknown): value is CopiedGroup {
  const { id, title, colour } = (value ?? {}) as Record<string, unknown>;
  return typeof id === "string" && typeof title === "string" && COLOURS.some((each) => each === colour);
}

function isCard(value: unknown): value is CanvasCard {
  if (typeof value !== "object" || value === null) return false;
  const { id, kind, x, y, title, prompt, text } = value as Record<string, unknown>;
  const words = [id, title, kind === "note" ? "" : prompt, text].every((field) => typeof field === "string");
  return words && isCardKind(kind) && Number.isFinite(x) && Number.isFinite(y);
}
