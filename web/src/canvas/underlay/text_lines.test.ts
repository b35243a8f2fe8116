import { expect, test } from "vitest";
import { TEXT, textLines } from "./text_lines";

const CARD = { w: 320, h: 240 };
const LETTERS = Math.floor((CARD.w - 2 * TEXT.side) / TEXT.letter);

test("lines break between words, none is wider than the card, and no more than it holds are drawn", () => {
  const lines = textLines("Once upon a time there was a harbour at dawn. ".repeat(40), CARD);
  expect(lines.length).toBe(Math.floor((CARD.h - 2 * TEXT.top) / TEXT.line));
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(LETTERS);
  expect("Once upon a time there was a harbour at dawn.".startsWith(lines[0] ?? "?")).toBe(true);
});

test("a word longer than a line goes over several, and no letter is cut in half", () => {
  const half = Math.floor(LETTERS / 2);
  expect(textLines("🙂".repeat(2 * half), CARD)).toEqual(["🙂".repeat(half), "🙂".repeat(half)]);
});

test("an empty text has nothing to draw", () => {
  expect(textLines("", CARD).join("")).toBe("");
});
