import { describe, expect, it } from "vitest";
import { inOrder, moved, neighbourAfter, shifts, targetIndex } from "./reorder";

describe("dragging in a row", () => {
  const centres = [20, 60, 100];

  it("stays where it is while it has passed nobody's middle", () => {
    expect(targetIndex(centres, 1, 60)).toBe(1);
    expect(targetIndex(centres, 1, 95)).toBe(1);
    expect(targetIndex(centres, 1, 25)).toBe(1);
  });

  it("takes the place of those it has passed", () => {
    expect(targetIndex(centres, 0, 105)).toBe(2);
    expect(targetIndex(centres, 2, 10)).toBe(0);
  });

  it("goes in front of its new neighbour, or last", () => {
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
    expect(neighbourAfter(["a", "b", "c"], 0, 1)).toBe("c");
    expect(neighbourAfter(["a", "b", "c"], 0, 2)).toBeUndefined();
    expect(neighbourAfter(["a", "b", "c"], 2, 0)).toBe("a");
  });

  it("moves the others out of its way", () => {
    expect(shifts(centres, 0, 85)).toEqual([85, -40, -40]);
    expect(shifts(centres, 2, -30)).toEqual([0, 0, -30]);
    expect(shifts(centres, 2, -45)).toEqual([0, 40, -45]);
  });
});

it("what is connected is shown in connection order before the server has answered", () => {
  const things = [{ node: "a" }, { node: "b" }, { node: "c" }];
  expect(inOrder(things, ["c", "a", "new"])).toEqual([{ node: "c" }, { node: "a" }]);
});
