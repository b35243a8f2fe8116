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

/** The amount as it moved what can be spent; what was held before moves nothing when it is spent. */
export function signedAmount({ kind, amount }: Pick<LedgerEntry, "kind" | "amount">): string {
  if (kind === "captured" || amount === "0") return amount;
  return kind === "held" ? `−${amount}` : `+${amount}`;
}
