import { expect, test } from "vitest";
import { grown, shownBy } from "../geometry";
import { baseJob, detailJob, needsRedraw } from "./coverage";

const SIZE = { w: 1440, h: 900 };
const VIEW = { x: -200, y: 33.5, zoom: 0.75 };

test("what was drawn covers moves within it and slight zooms, and nothing else", () => {
  const shown = shownBy(VIEW, SIZE);
  const covered = { region: detailJob(VIEW, SIZE, 1).region, zoom: VIEW.zoom };
  expect(needsRedraw(covered, shown, VIEW.zoom)).toBe(false);
  expect(needsRedraw(covered, { ...shown, x: shown.x + shown.w * 0.3 }, VIEW.zoom)).toBe(false);
  expect(needsRedraw(covered, { ...shown, x: shown.x + shown.w * 0.4 }, VIEW.zoom)).toBe(true);
  expect(needsRedraw(covered, grown(shown, -200), VIEW.zoom * 1.8)).toBe(true);
  expect(needsRedraw(null, shown, VIEW.zoom)).toBe(true);
});

test("its pixels fall on the pixels of the screen", () => {
  const { region, width, height } = detailJob(VIEW, SIZE, 2);
  expect((region.x * VIEW.zoom + VIEW.x) % 1).toBeCloseTo(0);
  expect(width).toBeCloseTo(region.w * VIEW.zoom * 2);
  expect(height).toBeCloseTo(region.h * VIEW.zoom * 2);
});

test("a very large screen costs resolution, not memory", () => {
  const { width, height } = detailJob(VIEW, { w: 5120, h: 2880 }, 2);
  expect(width * height).toBeLessThan(16.1e6);
});

test("the base holds the whole document in 2048 pixels", () => {
  const { width, height } = baseJob({ x: 0, y: 0, w: 40000, h: 10000 });
  expect(width).toBe(2048);
  expect(height).toBeLessThan(700);
});
