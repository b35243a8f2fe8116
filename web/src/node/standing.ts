// How a node stands, in a word, for whatever shows it from afar.
import type { Generation } from "../api/types";
import { isActive } from "../live/store";

/** Null: there is nothing to tell. */
export type Standing = "generating" | "failed" | null;

/** `dismissed`: the failures that a person has put aside. */
export function standingOf(generation: Generation | undefined, dismissed: ReadonlySet<string>): Standing {
  if (isActive(generation)) return "generating";
  const failed = generation?.state === "failed" || generation?.state === "unknown";
  return failed && !dismissed.has(generation.id) ? "failed" : null;
}
