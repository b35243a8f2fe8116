// How a chip looks and what it says: a reference by its number, a text as a block with its first words, a broken one in words.
import { plainWords } from "../ui/plain_words";
import type { Mention } from "./mentions";

/** More of a text than fits beside its title; a long one is not read to its end for that. */
const FIRST = 160;

/** The parts of lucide's "type" and "unlink" icons, drawn where there is no React. */
const ICONS = {
  text: ["M12 4v16", "M4 7V5a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v2", "M9 20h6"],
  broken: [
    "m18.84 12.25 1.72-1.71a5 5 0 0 0-7.07-7.07l-1.72 1.71",
    "m5.17 11.75-1.71 1.71a5 5 0 0 0 7.07 7.07l1.71-1.71",
    "M8 2v3",
    "M2 8h3",
    "M16 19v3",
    "M19 16h3",
  ],
};

/** The first words of a text, as one line without Markdown's marks; empty where nothing is written. */
export function firstWords(text: string): string {
  return plainWords(text.trimStart().slice(0, FIRST)).replace(/\s+/g, " ");
}

/** What stands beside a text's title. */
export function wordsOf({ state, text, writing }: Mention): string {
  if (state === "aside") return "left out of the prompt";
  return firstWords(text) || (writing ? "being written…" : "nothing written yet");
}

/** What a screen reader says for a chip. `undefined`: its node is gone. */
export function spokenName(mention: Mention | undefined): string {
  if (!mention) return "Reference to a node that is no longer on this canvas";
  const { state, kind, label, title } = mention;
  if (state === "broken") return `${title}, no longer connected`;
  if (kind === "text") return `Text ${title}: ${wordsOf(mention)}`;
  const name = label === title ? label : `${label}: ${title}`;
  return mention.unused === null ? name : `${name}, not sent: ${mention.unused}`;
}

/** Draws a chip, or draws it anew: the element stays, so that a hand on it keeps hold. */
export function paintChip(chip: HTMLElement, node: string, mention: Mention | undefined): void {
  const broken = !mention || mention.state === "broken";
  const block = !broken && mention.kind === "text";
  chip.className = `prompt-chip${broken ? " is-broken" : ""}${block ? " is-block" : ""}`;
  chip.dataset.chip = node;
  chip.dataset.state = mention?.state ?? "gone";
  chip.toggleAttribute("data-unused", !broken && mention.unused !== null);
  if (mention && !broken) chip.dataset.kind = mention.kind;
  else delete chip.dataset.kind;
  chip.setAttribute("role", "img");
  chip.setAttribute("aria-label", spokenName(mention));
  chip.replaceChildren(...(block ? blockParts(mention) : broken ? brokenParts(mention) : [`@${mention.label}`]));
}

function blockParts(mention: Mention): Node[] {
  return [icon("text"), span("prompt-chip-title", mention.title), span("prompt-chip-words", wordsOf(mention))];
}

function brokenParts(mention: Mention | undefined): Node[] {
  const title = mention ? [span("prompt-chip-title", mention.title)] : [];
  return [icon("broken"), ...title, span("prompt-chip-words", mention ? "not connected" : "not on this canvas")];
}

function span(name: string, words: string): HTMLElement {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = words;
  return element;
}

function icon(name: keyof typeof ICONS): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const d of ICONS[name]) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
