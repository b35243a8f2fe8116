import { describe, expect, test } from "vitest";
import { daysAgo, EVERYTHING, midnight, narrows, queryOf, readSearch, writeSearch } from "./search";

describe("what is looked for", () => {
  test("stands in the address and is read from it again", () => {
    const search = { ...EVERYTHING, kind: "video" as const, words: "fog & sea", canvas: "c1", from: "2026-11-02" };
    expect(readSearch(writeSearch(search))).toEqual(search);
    expect(readSearch(writeSearch({ ...EVERYTHING, bin: true }))).toEqual({ ...EVERYTHING, bin: true });
  });

  test("leaves no trace in the address where there is nothing to say", () => {
    expect(writeSearch(EVERYTHING)).toBe("");
    expect(writeSearch({ ...EVERYTHING, bin: true }, "a1")).toBe("?bin&open=a1");
  });

  test("ignores what an address says wrongly", () => {
    expect(readSearch("?kind=smell&from=yesterday&to=2026-13-99x")).toEqual(EVERYTHING);
  });

  test("asks the server for whole days, the last one included", () => {
    const { since, until } = queryOf({ ...EVERYTHING, from: "2026-11-02", to: "2026-11-02" });
    expect(since).toBe(new Date(2026, 10, 2).getTime());
    expect(until).toBe(new Date(2026, 10, 3).getTime());
  });

  test("asks for nothing that was not said", () => {
    expect(queryOf({ ...EVERYTHING, words: "  " })).toEqual({});
  });

  test("narrows by anything but the bin", () => {
    expect(narrows({ ...EVERYTHING, bin: true })).toBe(false);
    expect(narrows({ ...EVERYTHING, words: "fog" })).toBe(true);
  });
});

test("days are counted across months", () => {
  expect(daysAgo(6, new Date(2026, 2, 3, 23))).toBe("2026-02-25");
  expect(midnight("2026-02-28", 1)).toBe(new Date(2026, 2, 1).getTime());
});
