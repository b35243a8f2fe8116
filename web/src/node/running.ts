// What is said of a generation while it runs: where it is, for how long, and how long it usually takes.
import type { Generation } from "../api/types";
import { clock } from "./times";

/** Beyond this share of the usual time, and this many seconds more, it takes longer than usual. */
const LONGER = { times: 1.5, seconds: 3 };

/** Here, or at the provider that has taken it and makes others first. */
function waits({ state, queue_position: before }: Generation): boolean {
  return state === "queued" || before !== null;
}

/** "Generating · 45 %", "Waiting · 2 before it", "Cancelling…". */
export function stateWords(generation: Generation, cancelling: boolean): string {
  const { progress, queue_position: before } = generation;
  if (cancelling) return "Cancelling…";
  if (waits(generation)) return before === null || before < 1 ? "Waiting to start" : `Waiting · ${before} before it`;
  return progress === null ? "Generating" : `Generating · ${Math.round(progress * 100)} %`;
}

/** "0:12 · usually about 0:20"; `now` in milliseconds since 1970. */
export function timeWords(generation: Generation, now: number): string {
  const { started, typical_seconds: typical } = generation;
  const elapsed = started === null || waits(generation) ? null : Math.max(0, (now - started) / 1000);
  const parts = [elapsed === null ? "" : clock(elapsed), usual(elapsed, typical ?? null)];
  return parts.filter((part) => part !== "").join(" · ");
}

function usual(elapsed: number | null, typical: number | null): string {
  if (typical === null) return "";
  const late = elapsed !== null && elapsed > typical * LONGER.times && elapsed > typical + LONGER.seconds;
  return late ? `longer than the usual ${about(typical)}` : `usually about ${about(typical)}`;
}

/** A length that is only roughly so: in steps that grow with it, and never nothing. */
export function about(seconds: number): string {
  const step = seconds < 10 ? 1 : seconds < 60 ? 5 : seconds < 600 ? 10 : 60;
  return clock(Math.max(1, Math.round(seconds / step) * step));
}
