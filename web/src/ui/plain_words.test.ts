import { expect, it } from "vitest";
import { lastParagraph, plainWords } from "./plain_words";

it("marks are left out, words and lines stay", () => {
  expect(plainWords("## The last ferry\n\n*Dawn.* A **harbour** under fog.\n> said `Mara`")).toBe(
    "The last ferry\n\nDawn. A harbour under fog.\nsaid Mara",
  );
  expect(plainWords("- one\n- two\n\n---\n1. three")).toBe("one\ntwo\n\n\nthree");
});

it("signs that mark nothing stay", () => {
  expect(plainWords("2 * 3 * 4 and #1 of 7")).toBe("2 * 3 * 4 and #1 of 7");
});

it("the last paragraph is what one wrote oneself", () => {
  expect(lastParagraph("## Script\n\nA long one.\n\nat dusk, wide")).toBe("at dusk, wide");
});
