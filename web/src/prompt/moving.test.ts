import { describe, expect, it } from "vitest";
import { type Edit, inserted, moved, removed, wordEdge } from "./moving";

/** The text after edits that all speak of the text before. */
function edited(doc: string, edits: Edit[]): string {
  return [...edits]
    .sort((one, other) => other.from - one.from)
    .reduce((text, { from, to = from, insert = "" }) => text.slice(0, from) + insert + text.slice(to), doc);
}

/** `|` is the place in the words. */
function put(words: string, node = "m"): string {
  const at = words.indexOf("|");
  const doc = words.replace("|", "");
  return edited(doc, [inserted(doc, node, at)]);
}

describe("a block that is moved", () => {
  it("stands apart from the words around it", () => {
    expect(put("Paint|at dusk")).toBe("Paint ⟦m⟧ at dusk");
    expect(put("Paint |at dusk")).toBe("Paint ⟦m⟧ at dusk");
    expect(put("|at dusk")).toBe("⟦m⟧ at dusk");
    expect(put("Paint (|)")).toBe("Paint (⟦m⟧)");
    expect(put("dusk|, fog")).toBe("dusk ⟦m⟧, fog");
    expect(put("|")).toBe("⟦m⟧");
  });

  it("goes to the nearer end of a word, never into it", () => {
    expect(wordEdge("at lighthouse", 4)).toBe(3);
    expect(wordEdge("at lighthouse", 11)).toBe(13);
    expect(wordEdge("at dusk", 2)).toBe(2);
    expect(wordEdge("sea 😀 sky", 5)).toBe(6);
  });

  it("leaves one space behind", () => {
    const doc = "Paint ⟦m⟧ at dusk";
    expect(edited(doc, [removed(doc, 6, 9)])).toBe("Paint at dusk");
    expect(edited("⟦m⟧ at", [removed("⟦m⟧ at", 0, 3)])).toBe("at");
    expect(edited("at ⟦m⟧", [removed("at ⟦m⟧", 3, 6)])).toBe("at");
    expect(edited("a⟦m⟧b", [removed("a⟦m⟧b", 1, 4)])).toBe("ab");
  });

  it("goes from place to place in one edit, in either direction", () => {
    const doc = "Paint ⟦m⟧ at dusk";
    expect(edited(doc, moved(doc, "m", 6, 9, doc.length) ?? [])).toBe("Paint at dusk ⟦m⟧");
    expect(edited(doc, moved(doc, "m", 6, 9, 0) ?? [])).toBe("⟦m⟧ Paint at dusk");
  });

  it("stays where it is when it is let go where it was", () => {
    expect(moved("Paint ⟦m⟧ at", "m", 6, 9, 9)).toBeNull();
    expect(moved("Paint ⟦m⟧ at", "m", 6, 9, 6)).toBeNull();
  });
});
