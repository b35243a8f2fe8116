import { expect, test } from "vitest";
import { partAt, soughtBy } from "./seeking";

test("an arrow goes five seconds, and a twentieth of what is short", () => {
  expect(soughtBy("ArrowRight", 60, 3600)).toBe(65);
  expect(soughtBy("ArrowLeft", 2, 4)).toBeCloseTo(1.8);
});

test("Home and End lead to the ends, and no key leads beyond them", () => {
  expect(soughtBy("Home", 3, 10)).toBe(0);
  expect(soughtBy("End", 3, 10)).toBe(10);
  expect(soughtBy("ArrowLeft", 0.1, 10)).toBe(0);
  expect(soughtBy("PageUp", 9.5, 10)).toBe(10);
});

test("what is not there yet has one place only", () => {
  expect(soughtBy("End", 0, 0)).toBe(0);
});

test("another key leads nowhere", () => {
  expect(soughtBy("a", 3, 10)).toBeNull();
});

test("the pointer beside a bar counts as at its end", () => {
  const bar = { left: 100, width: 200 };
  expect([50, 150, 900].map((x) => partAt(x, bar))).toEqual([0, 0.25, 1]);
  expect(partAt(5, { left: 0, width: 0 })).toBe(0);
});
