import { expect, test } from "vitest";
import { rowHeight } from "../generations/row_height";
import { stepped } from "./row_focus";
import { rowsNear } from "./use_rows";

test("only the rows near the view are held, however long the list is", () => {
  expect(rowsNear(0, 640, 64)).toEqual({ first: 0, end: 16, row: 64 });
  expect(rowsNear(64 * 5000, 640, 64)).toEqual({ first: 4994, end: 5016, row: 64 });
  expect(rowsNear(-200, 640, 64).first).toBe(0);
});

test("where there is little room a row has more lines", () => {
  expect(rowHeight(358)).toBeGreaterThan(rowHeight(1200));
});

test("keys lead to the rows beside, a view further and to either end, and never out of the list", () => {
  expect(["ArrowDown", "ArrowUp", "PageDown", "Home", "End"].map((key) => stepped(key, 5, 100, 10))).toEqual([
    6, 4, 15, 0, 99,
  ]);
  expect([stepped("ArrowDown", 99, 100, 10), stepped("ArrowUp", 0, 100, 10)]).toEqual([99, 0]);
  expect([stepped("a", 5, 100, 10), stepped("End", 0, 0, 10)]).toEqual([null, null]);
});
