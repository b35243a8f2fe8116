// Which of the words that say why Generate is off lead somewhere: to a page, or to the model to use instead.
import type { Reason } from "../api/types";

export interface Mending {
  /** What is said before the words that can be pressed. */
  before: string;
  words: string;
  href?: string;
  /** The id of the model to take. */
  model?: string;
}

const KEYS = ["no_key", "key_refused"];
const GONE = ["model_retired", "model_gone"];

/** `model`: the one that is picked; `replacement`: the one to use instead, where there is one. */
export function mending({ code, message }: Reason, model: string, replacement: string | null): Mending | null {
  if (KEYS.includes(code)) return { ...split(message, "the settings"), href: settingsOf(model) };
  if (code === "over_limit") return { ...split(message, "Change it"), href: "/credits" };
  if (GONE.includes(code) && replacement !== null) return { ...split(message, "Pick "), model: replacement };
  return null;
}

/** The card of the provider that serves a model: its id begins with the provider's. */
export function settingsOf(model: string): string {
  return `/settings#${encodeURIComponent(model.split("/")[0] ?? "")}`;
}

/** From `start` on the words can be pressed; all of them where it does not occur. */
function split(message: string, start: string): { before: string; words: string } {
  const at = Math.max(0, message.indexOf(start));
  return { before: message.slice(0, at), words: message.slice(at) };
}
