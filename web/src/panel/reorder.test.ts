import { describe, expect, it } from "vitest";
import { inOrder, moved, neighbourAfter, shifts, targetIndex } from "./reorder";

const spot = (x: number, y = 0) => ({ x, y });

describe("dragging in a row", () => {
  const row = [spot(20), spot(60), spot(100)];

  it("takes the place that is nearest", () => {
    expect(targetIndex(row, spot(60))).toBe(1);
    expect(targetIndex(row, spot(79))).toBe(1);
    expect(targetIndex(row, spot(81))).toBe(2);
    expect(targetIndex(row, spot(-500, 40))).toBe(0);
  });

  it("goes in front of its new neighbour, or last", () => {
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
    expect(neighbourAfter(["a", "b", "c"], 0, 1)).toBe("c");
    expect(neighbourAfter(["a", "b", "c"], 0, 2)).toBeUndefined();
    expect(neighbourAfter(["a", "b", "c"], 2, 0)).toBe("a");
  });

  it("moves the others out of its way", () => {
    expect(shifts(row, 0, spot(85, 3))).toEqual([spot(85, 3), spot(-40), spot(-40)]);
    expect(shifts(row, 2, spot(-15))).toEqual([spot(0), spot(0), spot(-15)]);
    expect(shifts(row, 2, spot(-45))).toEqual([spot(0), spot(40), spot(-45)]);
  });
});

describe("dragging among several rows", () => {
  const grid = [spot(20, 0), spot(60, 0), spot(20, 50), spot(60, 50)];

  it("goes to the other row", () => {
    expect(targetIndex(grid, spot(24, 44))).toBe(2);
  });

  it("lets the last of a row make way into the next", () => {
    expect(shifts(grid, 3, spot(-40, -50))).toEqual([spot(40, 0), spot(-40, 50), spot(40, 0), spot(-40, -50)]);
  });
});

it("what is connected is shown in connection order before the server has answered", () => {
  const things = [{ node: "a" }, { node: "b" }, { node: "c" }];
  expect(inOrder(things, ["c", "a", "new"])).toEqual([{ node: "c" }, { node: "a" }]);
});
