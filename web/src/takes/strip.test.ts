import { describe, expect, it } from "vitest";
import type { Take } from "../api/types";
import { isUnkept, PAGE, pagesOf, placeAfter, placeOf, placesSeen, shownAmong, shownFrom, takeAt } from "./strip";

function take(id: string, more: Partial<Take> = {}): Take {
  const nothing = { text: null, asset: null, mime: null, width: null, height: null, seconds: null, purged: null };
  const by = { generation: null, model: null, made: null, rehearsal: false };
  return { id, node: "it", kind: "image", how: "generated", created: 0, ...nothing, ...by, ...more };
}

describe("the filmstrip", () => {
  it("runs from the oldest take to the newest, whichever page holds them", () => {
    const newestFirst = Array.from({ length: 90 }, (_, at) => take(`${89 - at}`));
    const pages = new Map([0, 1, 2].map((page) => [page, newestFirst.slice(page * PAGE, (page + 1) * PAGE)]));
    expect([0, 9, 10, 50, 89].map((place) => takeAt(pages, 90, place)?.id)).toEqual(["0", "9", "10", "50", "89"]);
    expect(["0", "50", "89", "none"].map((id) => placeOf(pages, 90, id))).toEqual([0, 50, 89, null]);
  });

  it("knows nothing of a take whose page is on the way", () => {
    expect(takeAt(new Map(), 90, 3)).toBeUndefined();
  });

  it("asks only for the pages that are seen", () => {
    expect(pagesOf(80, 89, 90)).toEqual([0]);
    expect(pagesOf(45, 52, 90)).toEqual([0, 1]);
    expect(pagesOf(0, 5, 90)).toEqual([2]);
    expect(pagesOf(0, -1, 0)).toEqual([]);
  });

  it("shows the places between its two edges", () => {
    expect(placesSeen(0, 500, 3)).toEqual({ first: 0, last: 2 });
    expect(placesSeen(880, 500, 200)).toEqual({ first: 10, last: 15 });
  });

  it("is walked with the arrows, Home and End, and ends at its ends", () => {
    expect(["ArrowLeft", "ArrowRight", "Home", "End"].map((key) => placeAfter(key, 1, 5))).toEqual([0, 2, 0, 4]);
    expect(placeAfter("ArrowRight", 4, 5)).toBe(4);
    expect(placeAfter("a", 1, 5)).toBeNull();
  });
});

describe("the take that a node shows", () => {
  it("is the one that the document names, also where another has the same file", () => {
    const node = { kind: "image", shown: { take: "b", asset: "one" }, text: "" } as const;
    expect(shownAmong([take("a", { asset: "one" }), take("b", { asset: "one" })], node, true)).toBe("b");
    expect(shownAmong([take("a", { asset: "one" })], node, true)).toBeNull();
  });

  it("is a copied node's own copy, once it has one", () => {
    const node = { kind: "image", shown: { take: "another's", asset: "one" }, text: "" } as const;
    expect(shownAmong([take("a", { asset: "two" }), take("own", { asset: "one" })], node, false)).toBe("own");
    expect(shownAmong([take("a", { asset: "two" })], node, false)).toBeNull();
  });

  it("is the one with the node's words, not the one from which they were edited", () => {
    const node = { kind: "text", shown: { take: "a" }, text: "now" } as const;
    expect(shownAmong([take("a", { text: "before" }), take("b", { text: "now" })], node, true)).toBe("b");
    expect(shownAmong([take("a", { text: "before" })], node, true)).toBeNull();
  });

  it("is none while the words are kept nowhere", () => {
    const takes = [take("a", { text: "before" })];
    expect(isUnkept({ kind: "text", text: "typed" }, takes)).toBe(true);
    expect(isUnkept({ kind: "text", text: "before" }, takes)).toBe(false);
    expect(isUnkept({ kind: "text", text: "  " }, takes)).toBe(false);
    expect(isUnkept({ kind: "image", text: "" }, takes)).toBe(false);
  });

  it("is kept in the document without what it lacks", () => {
    expect(shownFrom(take("a", { asset: "one", mime: "image/png", width: 3, height: 2 }))).toEqual({
      take: "a",
      asset: "one",
      mime: "image/png",
      width: 3,
      height: 2,
    });
    expect(shownFrom(take("b", { text: "words" }))).toEqual({ take: "b" });
  });

  it("shows of a rehearsed take that it was only rehearsed", () => {
    expect(shownFrom(take("a", { rehearsal: true }))).toEqual({ take: "a", rehearsal: true });
    expect(shownFrom(take("a"))).toEqual({ take: "a" });
  });
});
