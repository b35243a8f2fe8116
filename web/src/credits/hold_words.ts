// What became of credits that were held, in words.
import type { Outcome, ProvenHold } from "../api/types";
import { REASONS } from "./entry_words";

export const OUTCOMES: { value: Outcome | null; label: string }[] = [
  { value: null, label: "All" },
  { value: "delivered", label: "Delivered" },
  { value: "returned", label: "Returned" },
  { value: "pending", label: "Pending" },
];

type Became = Pick<ProvenHold, "outcome" | "delivered" | "returned" | "reason">;

/** "Delivered", "Delivered 1.5, returned 2.5", "Returned, it failed", "Pending". */
export function becameWords({ outcome, delivered, returned, reason }: Became): string {
  if (outcome === "pending") return "Pending";
  if (outcome === "delivered") return returned === "0" ? "Delivered" : `Delivered ${delivered}, returned ${returned}`;
  const why = reason && REASONS[reason];
  return why ? `Returned, ${why}` : "Returned";
}
