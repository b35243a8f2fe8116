import { expect, test } from "vitest";
import { ALL, narrows, queryOf, readSearch, writeSearch } from "./search";

test("an address keeps what is looked for, and which one is open", () => {
  const search = { ...ALL, standing: "failed" as const, kind: "video" as const, words: "fog & rain" };
  expect(readSearch(writeSearch(search))).toEqual(search);
  expect(writeSearch(search, "g1")).toContain("open=g1");
});

test("what does not fit in an address is left out", () => {
  expect(readSearch("?state=sleeping&kind=smell&from=soon")).toEqual(ALL);
  expect(narrows(readSearch("?open=g1"))).toBe(false);
});

test("what is under way is one question, whether it waits or is made", () => {
  expect(queryOf({ ...ALL, standing: "active" })).toEqual({ active: true });
  expect(queryOf({ ...ALL, standing: "unknown", words: "  fog " })).toEqual({ state: "unknown", words: "fog" });
});
