// What is said of a take.
import type { Made, Take } from "../api/types";
import { settingName, settingValue } from "../assets/asset_words";
import { clock } from "../node/times";
import { plainWords } from "../ui/plain_words";

const FEW_WORDS = 60;
const HOW: Record<Take["how"], string> = { generated: "Generated", uploaded: "Uploaded", typed: "Typed" };

/** "Generated", "Rehearsed", "Uploaded", "Typed". */
export function howMade({ how, rehearsal }: Pick<Take, "how" | "rehearsal">): string {
  return rehearsal ? "Rehearsed" : HOW[how];
}

/** The accessible name of a frame of the strip: which one, how it came, and what it is in a few words. */
export function takeName(take: Take, place: number, length: number): string {
  const words = take.purged
    ? "this file was deleted"
    : plainWords(take.text ?? take.made?.prompt ?? "").slice(0, FEW_WORDS);
  return [`Take ${place + 1} of ${length}`, howMade(take).toLowerCase(), words].filter(Boolean).join(", ");
}

/** "4 credits · took 12 s". */
export function costWords({ credits, seconds }: Pick<Made, "credits" | "seconds">): string {
  const cost = `${credits} ${credits === "1" ? "credit" : "credits"}`;
  return seconds === null ? cost : `${cost} · took ${lengthOf(Math.max(1, Math.round(seconds)))}`;
}

function lengthOf(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${clock(seconds)} min`;
}

/** "Aspect ratio 16:9", one for each setting. */
export function settingWords(settings: Made["settings"]): string[] {
  return Object.entries(settings).map(([name, value]) => `${settingName(name)} ${settingValue(value)}`);
}
