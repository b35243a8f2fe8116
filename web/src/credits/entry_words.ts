// What an entry of the ledger says to a person.
import type { LedgerEntry } from "../api/types";

const MOVES: Record<LedgerEntry["kind"], string> = {
  granted: "Added",
  held: "Held",
  captured: "Spent",
  released: "Given back",
};

export const REASONS: Record<string, string> = {
  failed: "it failed",
  cancelled: "cancelled",
  unknown: "no answer came",
  swept: "it never finished",
};

/** "Spent", "Given back, it failed", or "Spent in part, 2.5 back". */
export function moveWords({ kind, reason, returned }: Pick<LedgerEntry, "kind" | "reason" | "returned">): string {
  if (returned !== "0") return `${MOVES[kind]} in part, ${returned} back`;
  const why = reason && REASONS[reason];
  return why ? `${MOVES[kind]}, ${why}` : MOVES[kind];
}

type Move = Pick<LedgerEntry, "kind" | "generation" | "at" | "amount">;

/** A line of the page. */
export interface Line<E> {
  entry: E;
  /** How its credits were held, where that is known: on a page further down it may not be, yet. */
  held: Pick<Move, "at" | "amount"> | null;
}

/** One line for each generation: what was held is told with what became of it, and by itself only until then. */
export function linesOf<E extends Move>(entries: readonly E[]): Line<E>[] {
  const held = new Map(entries.filter(({ kind }) => kind === "held").map((entry) => [entry.generation, entry]));
  const ended = new Set(entries.filter(isEnd).map(({ generation }) => generation));
  const shown = entries.filter(({ kind, generation }) => kind !== "held" || !ended.has(generation));
  return shown.map((entry) => ({ entry, held: isEnd(entry) ? (held.get(entry.generation) ?? null) : null }));
}

function isEnd({ kind }: Pick<LedgerEntry, "kind">): boolean {
  return kind === "captured" || kind === "released";
}

/** The amount as it moved what can be spent, over all; what was given back is named, though it came to nothing. */
export function signedAmount({ kind, amount }: Pick<LedgerEntry, "kind" | "amount">): string {
  if (amount === "0") return amount;
  if (kind === "released") return `−${amount} +${amount}`;
  return kind === "granted" ? `+${amount}` : `−${amount}`;
}
