import { expect, test } from "vitest";
import { firstView, viewFor } from "./opening_view";

const PHONE = { w: 390, h: 844 };
const DESK = { w: 1440, h: 900 };
const ROW = [0, 340, 680, 1020].map((x) => ({ x, y: 0, w: 240, h: 140 }));

test("it opens where one was, unless nothing of it would be seen there", () => {
  const place = { x: -600, y: 300, zoom: 1 };
  expect(viewFor(place, ROW, DESK)).toEqual(place);
  expect(viewFor(place, [], DESK)).toEqual(place);
  expect(viewFor({ ...place, x: 400 }, ROW, PHONE)).toEqual(firstView(ROW, PHONE));
});

test("an empty canvas opens in its middle", () => {
  expect(firstView([], DESK)).toEqual({ x: 720, y: 450, zoom: 1 });
});

test("a desk shows the whole canvas", () => {
  const { x, zoom } = firstView(ROW, DESK);
  expect(zoom).toBeGreaterThan(0.4);
  expect(x).toBeGreaterThan(0);
  expect(x + 1260 * zoom).toBeLessThan(DESK.w);
});

test("a phone shows the beginning, large enough to be read, where the whole would be too small", () => {
  const { x, y, zoom } = firstView(ROW, PHONE);
  expect(zoom).toBe(0.4);
  expect([x, y + 70 * zoom]).toEqual([72, 422]);
});

test("a phone shows the whole of what is small", () => {
  expect(firstView(ROW.slice(0, 1), PHONE).zoom).toBeGreaterThan(0.4);
});
