import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ZoomSteps } from "./zoom_steps";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a zoom over four octaves in 120 frames styles the cards a quarter as often, and ends exact", () => {
  const told: number[] = [];
  const steps = new ZoomSteps((zoom) => told.push(zoom));
  let zoom = 1;
  for (let frame = 0; frame < 120; frame++) {
    steps.follow(zoom);
    zoom *= 2 ** (-4 / 120);
    vi.advanceTimersByTime(16);
  }
  expect(told[0]).toBe(1);
  expect(told.length).toBeLessThan(120 / 4);
  steps.follow(zoom);
  vi.advanceTimersByTime(100);
  expect(told.at(-1)).toBe(zoom);
});

test("panning tells nothing", () => {
  const told: number[] = [];
  const steps = new ZoomSteps((zoom) => told.push(zoom));
  for (let frame = 0; frame < 60; frame++) steps.follow(0.8);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([0.8]);
});
