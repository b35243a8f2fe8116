// What is said of a generation in the list of all of them.
import type { Generation } from "../api/types";
import { isActive } from "../live/store";
import { stateWords } from "../node/running";
import { clock } from "../node/times";

const ENDED: Record<string, string> = {
  succeeded: "Ready",
  failed: "Failed",
  cancelled: "Cancelled",
  unknown: "Outcome unknown",
};

/** "Generating · 45 %", "Ready", "A part came", "Outcome unknown". */
export function standingWords(generation: Generation, cancelling: boolean): string {
  if (isActive(generation)) return stateWords(generation, cancelling);
  if (generation.state === "succeeded" && generation.charged != null) return "A part came";
  if (generation.continued_by) return "Found later";
  return ENDED[generation.state] ?? generation.state;
}

/** "4 held", "4", "0": what it holds or was charged. */
export function costWords(generation: Generation): string {
  if (isActive(generation)) return `${generation.price} held`;
  return generation.state === "succeeded" ? (generation.charged ?? generation.price) : "0";
}

/** The same in a sentence. */
export function costSentence(generation: Generation): string {
  const { price, charged, rehearsal } = generation;
  if (rehearsal) return "A rehearsal costs nothing";
  if (isActive(generation)) return `${credits(price)} held until it ends`;
  if (generation.state !== "succeeded") return price === "0" ? "Nothing was charged" : `${credits(price)} given back`;
  return charged == null ? credits(price) : `${credits(charged)} of ${price}: only a part came`;
}

function credits(amount: string): string {
  return `${amount} ${amount === "1" ? "credit" : "credits"}`;
}

/** "12 s", "1:05 min": from the press to the end; null while it is under way. */
export function tookWords({ created, ended }: Pick<Generation, "created" | "ended">): string | null {
  if (ended === null) return null;
  const seconds = Math.max(1, Math.round((ended - created) / 1000));
  return seconds < 60 ? `${seconds} s` : `${clock(seconds)} min`;
}
