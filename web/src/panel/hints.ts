// The words in an empty prompt, by kind and mode.
import type { Kind, Panel } from "../api/types";

const HINTS: Record<Kind, string> = {
  text: "Say what to write",
  image: "Describe the picture",
  video: "Describe the shot",
  audio: "Describe the sound",
};

const MODE_HINTS: Record<string, string> = {
  describe: "Say what to look for, or leave this empty",
  transcribe: "Names and words to listen for, or leave this empty",
  edit: "Say what to change",
  "first-last": "Describe what happens between the two pictures",
  speech: "Write what is said",
  music: "Describe the music",
};

/** Says what @ is good for as soon as there is something to point to. */
export function promptHint(kind: Kind, panel: Panel): string {
  const hint = MODE_HINTS[panel.request.mode] ?? HINTS[kind];
  return panel.references.length > 0 ? `${hint}. Type @ to point to a reference` : hint;
}
