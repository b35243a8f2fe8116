import { describe, expect, test } from "vitest";
import { layoutOf, pagesOf, rowsInView, stepped } from "./grid";

const WIDE = layoutOf(1000, 180, 16);

test("tiles fill the width without being narrower than asked", () => {
  expect(WIDE.columns).toBe(5);
  expect(WIDE.tile * 5 + 16 * 4).toBeCloseTo(1000);
  expect(layoutOf(200, 180, 16).columns).toBe(2);
});

describe("with ten thousand assets", () => {
  const tiles = (top: number) => {
    const { first, end } = rowsInView(top, 800, 10_000, WIDE);
    return (end - first) * WIDE.columns;
  };

  test("only a few tiles are mounted, wherever one looks", () => {
    for (const top of [0, 12_345, 200_000, 9e9]) expect(tiles(top)).toBeLessThanOrEqual(50);
  });

  test("only the pages in view are asked for", () => {
    expect(pagesOf(rowsInView(0, 800, 10_000, WIDE), 10_000, WIDE, 100)).toEqual([0]);
    expect(pagesOf(rowsInView(1000 * WIDE.row, 800, 10_000, WIDE), 10_000, WIDE, 100)).toEqual([49, 50]);
    expect(pagesOf(rowsInView(9e9, 800, 10_000, WIDE), 10_000, WIDE, 100)).toEqual([99]);
    expect(pagesOf(rowsInView(0, 800, 0, WIDE), 0, WIDE, 100)).toEqual([]);
  });
});

describe("the keyboard", () => {
  const from = (key: string, at: number) => stepped(key, at, 12, 5, 2);

  test("walks along and across rows", () => {
    expect(from("ArrowRight", 4)).toBe(5);
    expect(from("ArrowDown", 1)).toBe(6);
    expect(from("ArrowUp", 6)).toBe(1);
    expect(from("PageDown", 0)).toBe(10);
  });

  test("stays inside", () => {
    expect(from("ArrowLeft", 0)).toBe(0);
    expect(from("ArrowUp", 3)).toBe(3);
    expect(from("ArrowDown", 8)).toBe(11);
    expect(from("ArrowDown", 11)).toBe(11);
    expect(from("End", 2)).toBe(11);
    expect(from("Home", 9)).toBe(0);
  });

  test("leaves other keys alone", () => {
    expect(from("a", 3)).toBeNull();
  });
});
