import { expect, test } from "vitest";
import { readingTime, wordsIn } from "./words";

test("words are counted, and the marks of Markdown are none", () => {
  expect(wordsIn("# The harbour\n\n- It's **dawn**, and 3 boats leave.")).toBe(8);
  expect(wordsIn(" \n")).toBe(0);
});

test("a script without spaces has words too", () => {
  expect(wordsIn("今日は良い天気です")).toBeGreaterThan(2);
});

test("a narrator reads 150 words a minute", () => {
  expect(readingTime(300)).toBe(120);
  expect(readingTime(1)).toBe(1);
});
