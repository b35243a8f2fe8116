// What the server tells without being asked: generations by node of the open canvas, the balance, and whether the line is up.
import { create } from "zustand";
import type { Account, Generation, LiveMessage, Run } from "../api/types";
import { movedOn } from "./run";

export type Line = "connecting" | "open" | "offline";

export interface LiveState {
  line: Line;
  account: Account | null;
  /** Decimal strings of credits; null until the first hello. */
  balance: string | null;
  held: string | null;
  /** The canvas whose generations are kept below. */
  canvas: string | null;
  /** The latest generation of each node; while any of them goes on, one that does. */
  generations: Record<string, Generation>;
  /** By node, all that go on: several takes are made at once. */
  going: Record<string, readonly Generation[]>;
  /** The ids of those that were seen to end: what is read later may be older. */
  over: ReadonlySet<string>;
  /** The newest run of the open canvas; null where none is known. */
  run: Run | null;
  /** By node, how what is generated now looks so far: a small picture as a data URL. */
  previews: Record<string, Preview>;
}

interface Preview {
  /** The generation. */
  id: string;
  image: string;
}

export const NOTHING: LiveState = {
  line: "connecting",
  account: null,
  balance: null,
  held: null,
  canvas: null,
  generations: {},
  going: {},
  over: new Set(),
  run: null,
  previews: {},
};

export const useLive = create<LiveState>(() => NOTHING);

export function isActive(generation: Generation | undefined): boolean {
  return generation?.state === "queued" || generation?.state === "running";
}

/** How far a generation has come: answers may overtake events, and none of them may set it back. */
function stage({ state, placed }: Generation): number {
  if (state === "queued") return 0;
  if (state === "running") return 1;
  return placed === null ? 2 : 3;
}

/** Whether `next` should be shown in place of `known`: the same one no less far, or a later one of that node. */
function supersedes(next: Generation, known: Generation | undefined): boolean {
  if (known?.id === next.id) return stage(next) >= stage(known);
  return !known || next.created >= known.created;
}

/** The streamed text stays when a later message about the same generation leaves it out. */
function withText(next: Generation, known: Generation | undefined): Generation {
  return next.text == null && known?.id === next.id ? { ...next, text: known.text ?? null } : next;
}

function place(state: LiveState, next: Generation): LiveState {
  if (next.canvas !== state.canvas || (isActive(next) && state.over.has(next.id))) return state;
  const { node } = next;
  const others = (state.going[node] ?? []).filter(({ id }) => id !== next.id);
  const going = { ...state.going, [node]: isActive(next) ? [...others, next] : others };
  const over = isActive(next) || state.over.has(next.id) ? state.over : new Set([...state.over, next.id]);
  return show({ ...state, going, over }, isActive(next) ? next : (others[0] ?? next));
}

function show(state: LiveState, next: Generation): LiveState {
  const known = state.generations[next.node];
  const overtaken = known !== undefined && isActive(next) && !isActive(known) && known.created === next.created;
  if (!overtaken && !supersedes(next, known)) return state;
  const generations = { ...state.generations, [next.node]: withText(next, known) };
  return { ...state, generations, previews: isActive(next) ? state.previews : without(state.previews, next.node) };
}

/** Of the open canvas the newest; what is late never sets one back. */
function withRun(state: LiveState, run: Run): LiveState {
  const known = state.run;
  if (run.canvas !== state.canvas || (known && known.created > run.created)) return state;
  return { ...state, run: known?.id === run.id ? movedOn(known, run) : run };
}

function without(previews: LiveState["previews"], node: string): LiveState["previews"] {
  if (!(node in previews)) return previews;
  const { [node]: _, ...rest } = previews;
  return rest;
}

/** A picture that comes after the end, or belongs to an earlier generation, is not shown. */
function preview(state: LiveState, { id, canvas, node, image }: Extract<LiveMessage, { type: "generation_preview" }>) {
  const known = state.generations[node];
  if (canvas !== state.canvas || known?.id !== id || !isActive(known)) return state;
  return { ...state, previews: { ...state.previews, [node]: { id, image } } };
}

function stream(state: LiveState, message: Extract<LiveMessage, { type: "generation_text" }>): LiveState {
  const known = state.generations[message.node];
  if (known?.id !== message.id || message.canvas !== state.canvas) return state;
  return { ...state, generations: { ...state.generations, [message.node]: { ...known, text: message.text } } };
}

/** The state after one message. */
export function receive(state: LiveState, message: LiveMessage): LiveState {
  switch (message.type) {
    case "hello": {
      const { account, balance, held, active, runs } = message;
      return runs.reduce(withRun, active.reduce(place, { ...state, line: "open" as const, account, balance, held }));
    }
    case "generation":
      return place(state, message.generation);
    case "run":
      return withRun(state, message.run);
    case "generation_text":
      return stream(state, message);
    case "credits":
      return { ...state, balance: message.balance, held: message.held };
    case "generation_preview":
      return preview(state, message);
    case "asset":
    case "canvas":
    case "limits":
    case "providers":
      return state;
  }
}

/** The state after the list of a canvas's generations (newest first) was read anew. */
export function replaceGenerations(state: LiveState, canvas: string, list: Generation[]): LiveState {
  if (state.canvas !== canvas) return state;
  const ended = list.filter((generation) => !isActive(generation)).map(({ id }) => id);
  const empty = { ...state, generations: {}, going: {}, over: new Set([...state.over, ...ended]) };
  const read = [...list].reverse().reduce(place, empty);
  const known = Object.values(state.generations).filter(({ id }) => state.over.has(id));
  return known.reduce(show, read);
}

/** The state after the newest run of a canvas was read. */
export function replaceRun(state: LiveState, canvas: string, run: Run | undefined): LiveState {
  return state.canvas === canvas && run ? withRun(state, run) : state;
}

/** All generations of a node that go on, the first take first. */
export function useGoing(node: string): readonly Generation[] {
  return useLive((state) => state.going[node] ?? NONE);
}

const NONE: readonly Generation[] = [];

/** The latest generation of a node, or undefined where there was none. */
export function useGeneration(node: string): Generation | undefined {
  return useLive((state) => state.generations[node]);
}

/** How a generation looks so far, as a data URL; null where nothing was shown of it. */
export function usePreview({ node, id }: Generation): string | null {
  return useLive(({ previews }) => (previews[node]?.id === id ? previews[node].image : null));
}

/** The balance as a decimal string, or null until it is known. */
export function useBalance(): string | null {
  return useLive((state) => state.balance);
}
