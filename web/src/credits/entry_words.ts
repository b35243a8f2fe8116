// What an entry of the ledger says to a person.
import type { LedgerEntry } from "../api/types";

const MOVES: Record<LedgerEntry["kind"], string> = {
  granted: "Added",
  held: "Held",
  captured: "Spent",
  released: "Given back",
};

const REASONS: Record<string, string> = {
  failed: "it failed",
  cancelled: "cancelled",
  unknown: "no answer came",
  swept: "it never finished",
};

/** "Spent", or "Given back, it failed". */
export function moveWords({ kind, reason }: Pick<LedgerEntry, "kind" | "reason">): string {
  const why = reason && REASONS[reason];
  return why ? `${MOVES[kind]}, ${why}` : MOVES[kind];
}

/** One entry for each generation: what was held is not told once it is spent or given back. */
export function settled<E extends Pick<LedgerEntry, "kind" | "generation">>(entries: readonly E[]): E[] {
  const ended = new Set(entries.filter(({ kind }) => kind === "captured" || kind === "released").map(of));
  return entries.filter((entry) => entry.kind !== "held" || !ended.has(of(entry)));
}

const of = ({ generation }: Pick<LedgerEntry, "generation">) => generation;

/** What it came to for what can be spent: what is given back came to nothing. */
export function signedAmount({ kind, amount }: Pick<LedgerEntry, "kind" | "amount">): string {
  if (amount === "0" || kind === "released") return "0";
  return kind === "granted" ? `+${amount}` : `−${amount}`;
}
