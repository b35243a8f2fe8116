import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { aligned, applyEdit, editBetween } from "./text_edits";

const WORDS = ["a", "😀", "😁", "👩‍👩‍👧", "é", "⟦", "\r\n", "字"];

function loneSurrogate(text: string): boolean {
  return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

describe("an edit", () => {
  test("inside a pair grows to hold the whole pair on both ends", () => {
    expect(aligned("x😀y", { at: 2, remove: 1, insert: "\uDE01" })).toEqual({ at: 1, remove: 2, insert: "😁" });
  });

  test("between whole code points stays as it is", () => {
    const edit = { at: 3, remove: 1, insert: "z" };
    expect(aligned("x😀y", edit)).toEqual(edit);
  });

  test("between two emoji that share their first half replaces one whole emoji", () => {
    expect(editBetween("a😀b", "a😁b")).toEqual({ at: 1, remove: 2, insert: "😁" });
    expect(editBetween("same", "same")).toBeNull();
  });

  test("turns any text into any other, and no piece of it is ever half a pair", () => {
    let state = 7;
    const roll = (sides: number) => {
      state = (state * 1664525 + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * sides);
    };
    const text = new Y.Doc().getText("t");
    const pieces: string[] = [];
    text.observe((event) => {
      for (const { insert } of event.delta) if (typeof insert === "string") pieces.push(insert);
    });
    for (let round = 0; round < 500; round++) {
      const wanted = Array.from({ length: roll(9) }, () => WORDS[roll(WORDS.length)]).join("");
      const edit = editBetween(text.toString(), wanted);
      if (edit) applyEdit(text, edit);
      expect(text.toString()).toBe(wanted);
    }
    expect(pieces.some(loneSurrogate)).toBe(false);
  });
});
