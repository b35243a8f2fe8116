// The shape of a canvas document: what its nodes and connections hold, and how they are read from Yjs.
import * as Y from "yjs";
import type { Json, Kind } from "../api/types";

export type { Json, Kind };

/** Seconds into a video at which a frame may be picked. */
const LATEST = 1e6;

export const KINDS: readonly Kind[] = ["text", "image", "video", "audio"];

/** The take a node shows. Written by the server on success, by a person on choosing or uploading. */
export interface Shown {
  take: string;
  /** Absent for text takes, whose content is the node's own text. */
  asset?: string;
  mime?: string;
  /** Pixels. */
  width?: number;
  height?: number;
  seconds?: number;
  /** A built-in model stood in for the chosen one. */
  rehearsal?: true;
}

/** One node as it stands; a new object whenever anything in it changes. */
export interface CanvasNode {
  readonly id: string;
  readonly kind: Kind;
  /** Top left corner of the card, in canvas units. */
  readonly x: number;
  readonly y: number;
  /** Chosen size in canvas units; null: the size follows the content. */
  readonly w: number | null;
  readonly h: number | null;
  readonly title: string;
  /** Plain text; a chip is ⟦node-id⟧. */
  readonly prompt: string;
  /** Null: follows what is connected. */
  readonly mode: string | null;
  /** Null: the kind's default. */
  readonly model: string | null;
  readonly settings: Readonly<Record<string, Json>>;
  /** The content of a text node, Markdown; empty for the other kinds. */
  readonly text: string;
  readonly shown: Shown | null;
  /** Id of the group that it is in, which may be gone. */
  readonly group: string | null;
}

/** What the document holds for a connection, under the key `from>to`. */
export interface ConnectionValue {
  /** Fractional key: see order.ts. */
  order: string;
  /** The upstream text was taken out of the prompt without breaking the connection. */
  aside?: true;
  /** Which frame of a video is the reference: the first, or that of so many seconds; absent: the last. */
  frame?: "first" | number;
}

/** Which frame of a video: the first, that of so many seconds, or (null) the last. */
export type FramePick = "first" | number | null;

export interface Connection {
  readonly from: string;
  readonly to: string;
  readonly order: string;
  readonly aside: boolean;
  readonly frame: FramePick;
}

export type NodeMap = Y.Map<unknown>;

export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  text: "Text",
  image: "Image",
  video: "Video",
  audio: "Audio",
};

/** The accessible name that a node, its outline entry and its announcements share. */
export function nodeName(node: Pick<CanvasNode, "kind" | "title">): string {
  return `${KIND_NAMES[node.kind]}: ${node.title}`;
}

export function connectionKey(from: string, to: string): string {
  return `${from}>${to}`;
}

export function connectionEnds(key: string): [from: string, to: string] | null {
  const at = key.indexOf(">");
  return at > 0 && at < key.length - 1 ? [key.slice(0, at), key.slice(at + 1)] : null;
}

export function isKind(value: unknown): value is Kind {
  return KINDS.includes(value as Kind);
}

/** Null when the entry is not a node that this version understands: it is then neither shown nor touched. */
export function readNode(id: string, map: unknown): CanvasNode | null {
  if (!(map instanceof Y.Map)) return null;
  const kind = map.get("kind");
  if (!isKind(kind)) return null;
  return {
    id,
    kind,
    x: number(map.get("x")) ?? 0,
    y: number(map.get("y")) ?? 0,
    w: number(map.get("w")),
    h: number(map.get("h")),
    title: string(map.get("title")) ?? KIND_NAMES[kind],
    prompt: text(map.get("prompt")),
    mode: string(map.get("mode")),
    model: string(map.get("model")),
    settings: settings(map.get("settings")),
    text: text(map.get("text")),
    shown: shown(map.get("shown")),
    group: string(map.get("group")),
  };
}

export function readConnection(key: string, value: unknown): Connection | null {
  const ends = connectionEnds(key);
  if (!ends || typeof value !== "object" || value === null) return null;
  const { order, aside, frame } = value as Record<string, unknown>;
  return { from: ends[0], to: ends[1], order: string(order) ?? "", aside: aside === true, frame: readFrame(frame) };
}

/** What cannot be read is the last frame, as on the server. */
function readFrame(value: unknown): FramePick {
  if (value === "first") return value;
  const seconds = number(value);
  return seconds !== null && seconds >= 0 && seconds <= LATEST ? seconds : null;
}

/** A connection as the document holds it: what is usual is absent. */
export function connectionValue({
  order,
  aside,
  frame,
}: Pick<Connection, "order" | "aside" | "frame">): ConnectionValue {
  return { order, ...(aside ? { aside } : {}), ...(frame !== null ? { frame } : {}) };
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function string(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function text(value: unknown): string {
  return value instanceof Y.Text ? value.toString() : "";
}

function settings(value: unknown): Record<string, Json> {
  return value instanceof Y.Map ? (value.toJSON() as Record<string, Json>) : {};
}

function shown(value: unknown): Shown | null {
  if (typeof value !== "object" || value === null) return null;
  const { take, asset, mime, width, height, seconds, rehearsal } = value as Record<string, unknown>;
  if (typeof take !== "string") return null;
  return clean({
    take,
    asset: string(asset),
    mime: string(mime),
    width: number(width),
    height: number(height),
    seconds: number(seconds),
    rehearsal: rehearsal === true ? true : null,
  });
}

/** Without the fields that are null: absent and null mean the same in the document. */
function clean(fields: { [K in keyof Shown]: Shown[K] | null }): Shown {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as unknown as Shown;
}
