// What the server tells without being asked: generations by node of the open canvas, the balance, and whether the line is up.
import { create } from "zustand";
import type { Account, Generation, LiveMessage } from "../api/types";

export type Line = "connecting" | "open" | "offline";

export interface LiveState {
  line: Line;
  account: Account | null;
  /** Decimal strings of credits; null until the first hello. */
  balance: string | null;
  held: string | null;
  /** The canvas whose generations are kept below. */
  canvas: string | null;
  /** The latest generation of each node. */
  generations: Record<string, Generation>;
}

export const NOTHING: LiveState = {
  line: "connecting",
  account: null,
  balance: null,
  held: null,
  canvas: null,
  generations: {},
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
  const known = state.generations[next.node];
  if (next.canvas !== state.canvas || !supersedes(next, known)) return state;
  return { ...state, generations: { ...state.generations, [next.node]: withText(next, known) } };
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
      const { account, balance, held, active } = message;
      return active.reduce(place, { ...state, line: "open" as const, account, balance, held });
    }
    case "generation":
      return place(state, message.generation);
    case "generation_text":
      return stream(state, message);
    case "credits":
      return { ...state, balance: message.balance, held: message.held };
    case "asset":
    case "canvas":
      return state;
  }
}

/** The state after the list of a canvas's generations (newest first) was read anew. */
export function replaceGenerations(state: LiveState, canvas: string, list: Generation[]): LiveState {
  if (state.canvas !== canvas) return state;
  const generations: Record<string, Generation> = {};
  for (const generation of list) {
    const known = state.generations[generation.node];
    generations[generation.node] ??= known && !supersedes(generation, known) ? known : withText(generation, known);
  }
  return { ...state, generations };
}

/** The latest generation of a node, or undefined where there was none. */
export function useGeneration(node: string): Generation | undefined {
  return useLive((state) => state.generations[node]);
}

/** The balance as a decimal string, or null until it is known. */
export function useBalance(): string | null {
  return useLive((state) => state.balance);
}
