// One canvas: the Yjs document, typed reading, every edit a person can make, and undo of one's own edits only.
import * as Y from "yjs";
import type { Colour } from "./colours";
import { type ConnectionTable, type Graph, type Refusal, refusal } from "./connections";
import { Incoming } from "./incoming";
import { keyBetween, keysAfter } from "./order";
import {
  type CanvasCard,
  type CanvasNode,
  type Connection,
  type ConnectionValue,
  connectionKey,
  connectionValue,
  type FramePick,
  type Json,
  KIND_NAMES,
  type Kind,
  type NodeMap,
  type Note,
  readCard,
  readConnection,
  type Shown,
} from "./schema";
import { Undoing } from "./undoing";

/** The origin of this tab's own edits, and the only one that undo tracks. */
export const LOCAL = "local";

/** Edits of one gesture (one slider, one run of arrow keys) closer together than this are undone together. */
const GESTURE_MS = 400;

export interface NewNode {
  kind: Kind;
  x: number;
  y: number;
  title?: string;
  w?: number;
  h?: number;
  prompt?: string;
  text?: string;
  shown?: Shown;
  mode?: string;
  model?: string;
  settings?: Record<string, Json>;
  /** The new node arrives connected from this node, or to it. */
  connectFrom?: string;
  connectTo?: string;
}

export type NewNote = Pick<Note, "x" | "y"> & Partial<Pick<Note, "w" | "h" | "text" | "colour" | "group">>;

/** What a person sets in a panel. */
export type Arrangement = Pick<CanvasNode, "prompt" | "mode" | "model" | "settings">;

export interface Place {
  id: string;
  x: number;
  y: number;
  /** The group that it comes into with this; null: out of any. */
  group?: string | null;
}

/** How a node is begun. */
export interface Beginning {
  prompt: string;
  /** Null: follows what is connected. */
  mode: string | null;
  settings: Readonly<Record<string, Json>>;
  /** False: the model is picked anew by the mode. */
  keepModel: boolean;
}

/** What one transaction changed, whoever made it. */
export interface Change {
  /** Added, deleted or altered in anything but their place. */
  nodes: ReadonlySet<string>;
  /** Altered in place only. */
  moved: ReadonlySet<string>;
  /** Keys `from>to`. */
  connections: ReadonlySet<string>;
  /** A group was named, coloured, made or given up. */
  groups: boolean;
  /** Made in this tab, by an edit or its undo. */
  local: boolean;
}

export type Connected = { ok: true } | { ok: false; code: Refusal["code"]; message: string };

/** Tells when every edit so far is durable on the server; the room connection is one. */
export interface Keeper {
  saved(): Promise<void>;
}

export class CanvasDocument implements Graph {
  /** Notes, too: see schema.ts. */
  readonly nodes: Y.Map<NodeMap>;
  readonly connections: Y.Map<ConnectionValue>;
  /** See groups.ts. */
  readonly groups: Y.Map<Y.Map<unknown>>;
  readonly undo: Undoing;
  /** Rises with every change other than of places: what a panel shows may be out of date. */
  version = 0;

  private readonly read = new Map<string, CanvasCard>();
  private readonly incomingIndex: Incoming;
  private readonly listeners = new Set<(change: Change) => void>();
  private readonly nodeListeners = new Map<string, Set<() => void>>();
  private changedNodes = new Set<string>();
  private movedNodes = new Set<string>();
  private changedConnections = new Set<string>();
  private changedGroups = false;
  private gesture = { name: "", at: 0 };

  constructor(
    readonly id: string,
    readonly table: ConnectionTable,
    readonly doc: Y.Doc = new Y.Doc(),
    private readonly keeper?: Keeper,
  ) {
    this.nodes = doc.getMap("nodes");
    this.connections = doc.getMap("connections");
    this.groups = doc.getMap("groups");
    this.undo = new Undoing(this.nodes, this.connections, this.groups, {
      trackedOrigins: new Set([LOCAL]),
      captureTimeout: GESTURE_MS,
    });
    this.incomingIndex = new Incoming((id) => this.get(id) !== undefined);
    for (const id of this.nodes.keys()) this.refresh(id);
    this.connections.forEach((value, key) => {
      this.incomingIndex.put(key, value);
    });
    this.nodes.observeDeep((events) => this.noteNodes(events));
    this.connections.observe((event) => this.noteConnections(event));
    this.groups.observeDeep(() => {
      this.changedGroups = true;
    });
    doc.on("afterTransaction", (transaction: Y.Transaction) => this.publish(transaction));
  }

  // Reading

  /** The node with this id. */
  get(id: string): CanvasNode | undefined {
    const card = this.read.get(id);
    return card?.kind === "note" ? undefined : card;
  }

  /** The node or note with this id. */
  card(id: string): CanvasCard | undefined {
    return this.read.get(id);
  }

  all(): Iterable<CanvasCard> {
    return this.read.values();
  }

  /** The connections into a node, in order; the first is number 1. The same array until one of them changes. */
  incoming(id: string): readonly Connection[] {
    return this.incomingIndex.into(id);
  }

  outgoing(id: string): Connection[] {
    return this.incomingIndex.outOf(id);
  }

  /** Every connection whose two nodes are here. */
  allConnections(): Iterable<Connection> {
    return this.incomingIndex.all();
  }

  kindOf(id: string): Kind | undefined {
    return this.get(id)?.kind;
  }

  targetsOf(id: string): Iterable<string> {
    return this.incomingIndex.targetsOf(id);
  }

  /** Every node upstream of this one, at any depth. */
  upstreamOf(id: string): Set<string> {
    const seen = new Set<string>();
    const waiting = [id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const { from } of this.incoming(next)) {
        if (seen.has(from)) continue;
        seen.add(from);
        waiting.push(from);
      }
    }
    return seen;
  }

  prompt(id: string): Y.Text {
    return this.textOf(id, "prompt");
  }

  /** The content of a text node or a note. */
  text(id: string): Y.Text {
    return this.textOf(id, "text");
  }

  /** Why a connection would be refused, or null. */
  refusal(from: string, to: string): Refusal | null {
    return refusal(this.table, this, from, to);
  }

  /** Resolves when every edit made so far in this tab is acknowledged as stored. */
  saved(): Promise<void> {
    return this.keeper?.saved() ?? Promise.resolve();
  }

  // Edits: each is one transaction and one step of undo

  addNode(node: NewNode): string {
    const id = newNodeId();
    this.edit("", () => {
      this.nodes.set(id, nodeMap({ ...node, title: node.title ?? this.freeTitle(node.kind) }));
      if (node.connectFrom !== undefined) this.link(node.connectFrom, id);
      if (node.connectTo !== undefined) this.link(id, node.connectTo);
    });
    return id;
  }

  addNote(note: NewNote): string {
    const id = newNodeId();
    this.edit("", () => this.nodes.set(id, noteMap(note)));
    return id;
  }

  recolour(id: string, colour: Colour): void {
    this.edit("", () => this.change(id, { colour }));
  }

  /** The end of a gesture that began with an edit (copies dragged to their place): undone together with it. */
  moveAsPartOfLast(places: readonly Place[]): void {
    this.undo.captureTimeout = Number.MAX_SAFE_INTEGER;
    this.doc.transact(() => this.putAt(places), LOCAL);
    this.undo.captureTimeout = GESTURE_MS;
  }

  /** `gesture`: moves of the same name in quick succession are undone together (arrow keys held down). */
  moveNodes(places: readonly Place[], gesture = ""): void {
    this.edit(gesture, () => this.putAt(places));
  }

  resize(id: string, place: { x: number; y: number; w: number; h: number }): void {
    const { x, y, w, h } = place;
    const whole = { x: Math.round(x), y: Math.round(y), w: Math.round(w), h: Math.round(h) };
    this.edit("", () => this.change(id, whole));
  }

  deleteNodes(ids: Iterable<string>): void {
    const gone = new Set(ids);
    this.edit("", () => {
      for (const key of [...this.connections.keys()]) {
        const [from = "", to = ""] = key.split(">");
        if (gone.has(from) || gone.has(to)) this.connections.delete(key);
      }
      for (const id of gone) this.nodes.delete(id);
    });
  }

  rename(id: string, title: string): void {
    this.edit("", () => this.change(id, { title }));
  }

  /** Null: follow what is connected. With a mode that the picked model lacks, the model is picked anew by the mode. */
  setMode(id: string, mode: string | null, { keepModel = true } = {}): void {
    this.edit("", () => this.change(id, keepModel ? { mode } : { mode, model: null }));
  }

  /** Null: the kind's default. */
  setModel(id: string, model: string | null): void {
    this.edit("", () => this.change(id, { model }));
  }

  /** Undefined: back to the model's default. */
  setSetting(id: string, key: string, value: Json | undefined): void {
    this.edit(`setting ${id} ${key}`, () => this.putSetting(id, key, value));
  }

  show(id: string, shown: Shown | null): void {
    this.edit("", () => this.change(id, { shown }));
  }

  /** Shows a take, or none; a text take brings its text, null leaves what stands there. */
  choose(id: string, shown: Shown | null, text: string | null): void {
    this.edit("", () => {
      this.change(id, { shown });
      if (text !== null) this.replaceText(id, "text", text);
    });
  }

  /** A prompt, the mode and the settings that it is meant for, in one edit; what is typed next is undone apart. */
  begin(id: string, { prompt, mode, settings, keepModel }: Beginning): void {
    this.edit("", () => {
      this.replaceText(id, "prompt", prompt);
      this.change(id, keepModel ? { mode } : { mode, model: null });
      for (const [key, value] of Object.entries(settings)) this.putSetting(id, key, value);
    });
    this.undo.stopCapturing();
  }

  /** Everything that is set in a node's panel, in one edit. */
  arrange(id: string, { prompt, mode, model, settings }: Arrangement): void {
    this.edit("", () => {
      this.replaceText(id, "prompt", prompt);
      this.change(id, { mode, model });
      this.nodes.get(id)?.set("settings", new Y.Map(Object.entries(settings)));
    });
  }

  connect(from: string, to: string): Connected {
    const refused = this.refusal(from, to);
    if (refused) return { ok: false, ...refused };
    this.edit("", () => this.link(from, to));
    return { ok: true };
  }

  disconnect(from: string, to: string): void {
    this.edit("", () => this.connections.delete(connectionKey(from, to)));
  }

  /** Puts the connection from `from` in front of the one from `before`, or last. */
  reorder(from: string, to: string, before?: string): void {
    const others = this.incoming(to).filter((connection) => connection.from !== from);
    const at = before === undefined ? -1 : others.findIndex((connection) => connection.from === before);
    const index = at < 0 ? others.length : at;
    this.edit("", () => {
      const order = keyAt(others, index);
      if (order !== null) this.changeConnection(from, to, { order });
      else
        this.renumber(to, [
          ...others.slice(0, index).map((c) => c.from),
          from,
          ...others.slice(index).map((c) => c.from),
        ]);
    });
  }

  setAside(from: string, to: string, aside: boolean): void {
    this.edit("", () => this.changeConnection(from, to, { aside }));
  }

  /** Which frame of a video is the reference. */
  setFrame(from: string, to: string, frame: FramePick): void {
    this.edit("", () => this.changeConnection(from, to, { frame }));
  }

  /** Several edits as one transaction and one step of undo. */
  edit(gesture: string, change: () => void): void {
    this.beginGesture(gesture);
    this.doc.transact(change, LOCAL);
  }

  // Watching

  subscribe = (listener: (change: Change) => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Told when this node, or a connection into it, changes. */
  subscribeNode(id: string, listener: () => void): () => void {
    const held = this.nodeListeners.get(id) ?? new Set();
    this.nodeListeners.set(id, held.add(listener));
    return () => {
      held.delete(listener);
      if (held.size === 0 && this.nodeListeners.get(id) === held) this.nodeListeners.delete(id);
    };
  }

  // Inside

  private beginGesture(name: string): void {
    const now = Date.now();
    const continues = name !== "" && name === this.gesture.name && now - this.gesture.at < GESTURE_MS;
    if (!continues) this.undo.stopCapturing();
    this.gesture = { name, at: now };
  }

  private textOf(id: string, field: "prompt" | "text"): Y.Text {
    const node = this.nodes.get(id);
    const held = node?.get(field);
    if (held instanceof Y.Text) return held;
    const made = new Y.Text();
    if (node) this.doc.transact(() => node.set(field, made), LOCAL);
    return made;
  }

  private replaceText(id: string, field: "prompt" | "text", text: string): void {
    const held = this.textOf(id, field);
    held.delete(0, held.length);
    held.insert(0, text);
  }

  private change(id: string, fields: Record<string, unknown>): void {
    const node = this.nodes.get(id);
    if (!node) return;
    for (const [key, value] of Object.entries(fields)) {
      if (value === null) node.delete(key);
      else if (node.get(key) !== value) node.set(key, value);
    }
  }

  private putSetting(id: string, key: string, value: Json | undefined): void {
    const node = this.nodes.get(id);
    if (!node) return;
    const held = node.get("settings");
    const settings: Y.Map<unknown> =
      held instanceof Y.Map ? held : (node.set("settings", new Y.Map()) as Y.Map<unknown>);
    if (value === undefined) settings.delete(key);
    else settings.set(key, value);
  }

  private putAt(places: readonly Place[]): void {
    for (const { id, x, y, group } of places) {
      const place = { x: Math.round(x), y: Math.round(y) };
      this.change(id, group === undefined ? place : { ...place, group });
    }
  }

  private link(from: string, to: string): void {
    const last = this.incoming(to).at(-1);
    this.connections.set(connectionKey(from, to), { order: lastKey(last?.order) });
  }

  private changeConnection(from: string, to: string, change: Partial<Omit<Connection, "from" | "to">>): void {
    const key = connectionKey(from, to);
    const held = readConnection(key, this.connections.get(key));
    if (held) this.connections.set(key, connectionValue({ ...held, ...change }));
  }

  /** New keys for all: the last resort when two keys are equal, or one is not a key. */
  private renumber(to: string, sources: string[]): void {
    const keys = keysAfter(null, sources.length);
    sources.forEach((from, index) => {
      this.changeConnection(from, to, { order: keys[index] ?? "" });
    });
  }

  /** "Image 3": one more than the highest number in use. */
  private freeTitle(kind: Kind): string {
    const name = KIND_NAMES[kind];
    let highest = 0;
    for (const node of this.read.values()) {
      const number = node.title.startsWith(`${name} `) ? Number(node.title.slice(name.length + 1)) : 0;
      if (Number.isInteger(number) && number > highest) highest = number;
    }
    return `${name} ${highest + 1}`;
  }

  private refresh(id: string): void {
    const card = readCard(id, this.nodes.get(id));
    if (card) this.read.set(id, card);
    else this.read.delete(id);
  }

  private noteNodes(events: Y.YEvent<Y.AbstractType<unknown>>[]): void {
    for (const event of events) {
      if (event.target === (this.nodes as Y.AbstractType<unknown>)) {
        for (const id of event.changes.keys.keys()) this.changedNodes.add(id);
      } else {
        const onlyPlace =
          event.path.length === 1 && [...event.changes.keys.keys()].every((key) => key === "x" || key === "y");
        (onlyPlace ? this.movedNodes : this.changedNodes).add(String(event.path[0]));
      }
    }
    for (const id of this.movedNodes) this.refresh(id);
    for (const id of this.changedNodes) this.refreshed(id);
  }

  /** A node that came or went alters which connections are shown. */
  private refreshed(id: string): void {
    const was = this.get(id) !== undefined;
    this.refresh(id);
    if (was !== (this.get(id) !== undefined))
      for (const key of this.incomingIndex.touch(id)) this.changedConnections.add(key);
  }

  private noteConnections(event: Y.YMapEvent<ConnectionValue>): void {
    for (const key of event.changes.keys.keys()) {
      this.changedConnections.add(key);
      this.incomingIndex.put(key, this.connections.get(key));
    }
  }

  private publish(transaction: Y.Transaction): void {
    const [nodes, moved, connections] = [this.changedNodes, this.movedNodes, this.changedConnections];
    const groups = this.changedGroups;
    if (nodes.size + moved.size + connections.size === 0 && !groups) return;
    this.changedNodes = new Set();
    this.movedNodes = new Set();
    this.changedConnections = new Set();
    this.changedGroups = false;
    if (nodes.size + connections.size > 0 || groups) this.version++;
    const touched = new Set([...nodes, ...moved, ...[...connections].map((key) => key.slice(key.indexOf(">") + 1))]);
    const change = {
      nodes,
      moved,
      connections,
      groups,
      local: transaction.origin === LOCAL || transaction.origin === this.undo,
    };
    for (const listener of [...this.listeners]) listener(change);
    for (const id of touched) for (const listener of [...(this.nodeListeners.get(id) ?? [])]) listener();
  }
}

/** Letters and digits only; 119 bits. `crypto.randomUUID` is missing where a page is served over plain HTTP. */
export function newNodeId(): string {
  const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  return [...crypto.getRandomValues(new Uint8Array(23))].map((byte) => letters[byte % letters.length]).join("");
}

function nodeMap(node: NewNode & { title: string }): NodeMap {
  const map: NodeMap = new Y.Map();
  const { kind, x, y, title, w, h, mode, model, shown, settings = {} } = node;
  const plain = { kind, x: Math.round(x), y: Math.round(y), title, w, h, mode, model, shown };
  for (const [key, value] of Object.entries(plain)) if (value !== undefined) map.set(key, value);
  map.set("prompt", new Y.Text(node.prompt ?? ""));
  map.set("settings", new Y.Map(Object.entries(settings)));
  if (kind === "text") map.set("text", new Y.Text(node.text ?? ""));
  return map;
}

/** A note as the document holds it; what is not set is absent. */
export function noteMap({ x, y, text = "", ...said }: NewNote): NodeMap {
  const map: NodeMap = new Y.Map();
  const plain = { kind: "note", x: Math.round(x), y: Math.round(y), ...said };
  for (const [key, value] of Object.entries(plain)) if (value != null) map.set(key, value);
  map.set("text", new Y.Text(text));
  return map;
}

function lastKey(last: string | undefined): string {
  try {
    return keyBetween(last ?? null, null);
  } catch {
    return `${last}V`; // not a key of ours: still sorts after it
  }
}

/** Null when no key fits there: the neighbours are equal, or not keys. */
function keyAt(others: readonly Connection[], index: number): string | null {
  try {
    return keyBetween(others[index - 1]?.order ?? null, others[index]?.order ?? null);
  } catch {
    return null;
  }
}
