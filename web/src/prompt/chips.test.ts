import { describe, expect, it } from "vitest";
import { copied, escaped, parse, pasted } from "./chips";

const kinds = (prompt: string) => parse(prompt).map((piece) => piece.type);

describe("a prompt", () => {
  it("is words, chips and written brackets, in order and without gaps", () => {
    const prompt = "A ⟦cat-1⟧ by ⟦⟦sea⟧.";
    const pieces = parse(prompt);
    expect(pieces.map((piece) => prompt.slice(piece.from, piece.to)).join("")).toBe(prompt);
    expect(pieces.map((piece) => piece.type)).toEqual(["words", "chip", "words", "bracket", "words"]);
    expect(pieces[1]).toEqual({ type: "chip", from: 2, to: 9, node: "cat-1" });
  });

  it("reads an escaped bracket before a chip", () => {
    expect(kinds("⟦⟦⟦a⟧")).toEqual(["bracket", "chip"]);
    expect(kinds("⟦⟦a⟧")).toEqual(["bracket", "words"]);
  });

  it("leaves what is no node id as words", () => {
    expect(kinds("⟦a b⟧")).toEqual(["words"]);
    expect(kinds(`⟦${"x".repeat(65)}⟧`)).toEqual(["words"]);
    expect(kinds("")).toEqual([]);
  });

  it("keeps anything written exactly as it was written", () => {
    for (const words of ["⟦", "⟦⟦", "⟦a⟧", "a⟦b⟦⟦c⟧⟧", "😀⟦👨‍👩‍👧⟧"]) {
      expect(kinds(escaped(words))).not.toContain("chip");
      expect(copied(escaped(words))).toBe(words);
    }
  });
});

describe("copying and pasting", () => {
  const connected = new Set(["n1"]);

  it("comes back the same within a prompt", () => {
    for (const prompt of ["⟦n1⟧ and ⟦⟦", "⟦⟦n1 ⟦n1⟧", "plain"]) expect(pasted(copied(prompt), connected)).toBe(prompt);
  });

  it("makes no chip of a node that is not connected", () => {
    expect(pasted("⟦other⟧", connected)).toBe("⟦⟦other⟧");
  });

  it("takes in whole characters and single line ends only", () => {
    expect(pasted("a\r\nb\rc\ud83d", connected)).toBe("a\nb\nc\ufffd");
  });
});
