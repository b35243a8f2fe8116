// Finding nodes and notes by their words: title, prompt and text; the title counts most.
import type { CanvasCard } from "../document/schema";
import { parse } from "../prompt/chips";
import { plainWords } from "../ui/plain_words";

export interface Found {
  card: CanvasCard;
  /** Where the words were found if not in the title: a few of those around them. */
  around: string;
}

/** Letters that are shown before what was found. */
const BEFORE = 24;
const SHOWN = 96;

/** The best `most` nodes and notes in which every word of `query` is found; none while nothing is typed. */
export function findNodes(cards: Iterable<CanvasCard>, query: string, most: number): Found[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const ranked: { found: Found; rank: number }[] = [];
  for (const card of cards) {
    const rank = rankOf(card, words);
    if (rank !== null) ranked.push({ found: { card, around: rank < 2 ? "" : aroundIn(card, words) }, rank });
  }
  ranked.sort((a, b) => a.rank - b.rank || a.found.card.title.localeCompare(b.found.card.title));
  return ranked.slice(0, most).map(({ found }) => found);
}

/** Whether every word of `query` is in `text`. */
export function holds(text: string, query: string): boolean {
  const low = text.toLocaleLowerCase();
  return wordsOf(query).every((word) => low.includes(word));
}

function wordsOf(query: string): string[] {
  return query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
}

/** 0: the title begins so; 1: the title has it; 2: title, prompt and text together have it; null: they do not. */
function rankOf(card: CanvasCard, words: readonly string[]): 0 | 1 | 2 | null {
  const title = card.title.toLocaleLowerCase();
  if (words.every((word) => title.includes(word))) return title.startsWith(words[0] ?? "") ? 0 : 1;
  const all = `${title} ${promptOf(card)} ${card.text}`.toLocaleLowerCase();
  return words.every((word) => all.includes(word)) ? 2 : null;
}

function promptOf(card: CanvasCard): string {
  return card.kind === "note" ? "" : card.prompt;
}

function aroundIn(card: CanvasCard, words: readonly string[]): string {
  for (const text of [wordsOfPrompt(promptOf(card)), plainWords(card.text)]) {
    const low = text.toLocaleLowerCase();
    const at = Math.min(...words.map((word) => low.indexOf(word)).filter((place) => place >= 0));
    if (Number.isFinite(at)) return excerpt(text, at);
  }
  return "";
}

/** Without its chips. */
function wordsOfPrompt(prompt: string): string {
  return parse(prompt)
    .map((piece) => (piece.type === "words" ? piece.text : " "))
    .join("");
}

function excerpt(text: string, at: number): string {
  const from = Math.max(0, at - BEFORE);
  const words = text
    .slice(from, from + SHOWN)
    .replace(/\s+/g, " ")
    .trim();
  return `${from > 0 ? "…" : ""}${words}`;
}
