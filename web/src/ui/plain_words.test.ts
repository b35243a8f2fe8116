import { expect, it } from "vitest";
import { lastParagraph, plainWords } from "./plain_words";

it("marks are left out, words and lines stay", () => {
  expect(plainWords("## The last ferry\n\n*Dawn.* A **harbour** under fog.\n> said `Mara`")).toBe(
    "The last ferry\n\nDawn. A harbour under fog.\nsaid Mara",
  );
  expect(plainWords("- one\n- two\n\n---\n1. three")).toBe("one\ntwo\n\n\nthree");
});

it("emphasis may stand in emphasis, and a link is its words", () => {
  expect(plainWords("**_Dawn_** over [the pier](https://example.org/a), ![a gull](gull.png)")).toBe(
    "Dawn over the pier, a gull",
  );
});

it("signs that mark nothing stay", () => {
  expect(plainWords("shot_01_final.png and __all__")).toBe("shot_01_final.png and all");
  expect(plainWords("2 * 3 * 4 and #1 of 7")).toBe("2 * 3 * 4 and #1 of 7");
});

it("the last paragraph is what one wrote oneself", () => {
  expect(lastParagraph("## Script\n\nA long one.\n\nat dusk, wide")).toBe("at dusk, wide");
});
