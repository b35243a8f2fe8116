// The shape of a canvas document: what its nodes and connections hold, and how they are read from Yjs.
import * as Y from "yjs";
import type { Json, Kind } from "../api/types";
import { plainWords } from "../ui/plain_words";
import { type Colour, readColour } from "./colours";

export type { Json, Kind };

/** Seconds into a video at which a frame may be picked. */
const LATEST = 1e6;

export const KINDS: readonly Kind[] = ["text", "image", "video", "audio"];

/** What a card is: a node of one of the kinds, or a note. */
export type CardKind = Kind | "note";

const USUAL_OF_NOTES: Colour = "yellow";
/** So many letters of a note are its name. */
const NAMED_BY = 40;

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

/** A node or a note as it stands; a new object whenever anything in it changes. */
export type CanvasCard = CanvasNode | Note;

interface Placed {
  readonly id: string;
  /** Top left corner of the card, in canvas units. */
  readonly x: number;
  readonly y: number;
  /** Chosen size in canvas units; null: the size follows the content. */
  readonly w: number | null;
  readonly h: number | null;
  /** Id of the group that it is in, which may be gone. */
  readonly group: string | null;
}

/** Words for people, on a coloured sheet: no model reads them, and nothing is connected to them. */
export interface Note extends Placed {
  readonly kind: "note";
  /** How its text begins. */
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  readonly colour: Colour;
}

export interface CanvasNode extends Placed {
  readonly kind: Kind;
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

export const KIND_NAMES: Readonly<Record<CardKind, string>> = {
  text: "Text",
  image: "Image",
  video: "Video",
  audio: "Audio",
  note: "Note",
};

/** The accessible name that a card, its outline entry and its announcements share. */
export function cardName({ kind, title }: Pick<CanvasCard, "kind" | "title">): string {
  return title === KIND_NAMES.note && kind === "note" ? title : `${KIND_NAMES[kind]}: ${title}`;
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

export function isCardKind(value: unknown): value is CardKind {
  return value === "note" || isKind(value);
}

/** Null when the entry is neither a node nor a note that this version understands: it is then neither shown nor touched. */
export function readCard(id: string, map: unknown): CanvasCard | null {
  if (!(map instanceof Y.Map)) return null;
  const kind = map.get("kind");
  if (!isCardKind(kind)) return null;
  const placed = {
    id,
    x: number(map.get("x")) ?? 0,
    y: number(map.get("y")) ?? 0,
    w: number(map.get("w")),
    h: number(map.get("h")),
    group: string(map.get("group")),
  };
  return kind === "note" ? readNote(placed, map) : readNode(placed, kind, map);
}

function readNote(placed: Placed, map: Y.Map<unknown>): Note {
  const written = text(map.get("text"));
  const colour = readColour(map.get("colour"), USUAL_OF_NOTES);
  return { ...placed, kind: "note", title: beginningOf(written) || KIND_NAMES.note, text: written, colour };
}

function beginningOf(note: string): string {
  const [line = ""] = plainWords(note).split("\n", 1);
  const letters = [...line];
  return letters.length > NAMED_BY ? `${letters.slice(0, NAMED_BY).join("").trimEnd()}…` : line;
}

function readNode(placed: Placed, kind: Kind, map: Y.Map<unknown>): CanvasNode {
  return {
    ...placed,
    kind,
    title: string(map.get("title")) ?? KIND_NAMES[kind],
    prompt: text(map.get("prompt")),
    mode: string(map.get("mode")),
    model: string(map.get("model")),
    settings: settings(map.get("settings")),
    text: text(map.get("text")),
    shown: shown(map.get("shown")),
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
