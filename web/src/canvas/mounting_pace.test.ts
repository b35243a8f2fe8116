import { expect, test } from "vitest";
import { MountingPace, REST_MS } from "./mounting_pace";

const FRAME = 1000 / 60;

/** A view that moves so many pixels, and zooms by so much, in each of sixty frames. */
function after({ pixels = 0, zooms = 1 }): { pace: MountingPace; now: number; budgets: number[] } {
  const pace = new MountingPace();
  const budgets: number[] = [];
  let [x, zoom, now] = [0, 1, 0];
  for (let frame = 0; frame < 60; frame++) {
    [x, zoom, now] = [x + pixels, zoom * zooms, now + FRAME];
    pace.moved({ x, y: 0, zoom }, now);
    if (frame > 0) budgets.push(pace.budget(now, 40).add + pace.budget(now, 40).remove);
  }
  return { pace, now, budgets };
}

test("while the view flies or zooms no card comes or goes", () => {
  expect(Math.max(...after({ pixels: 40 }).budgets)).toBe(0);
  expect(Math.max(...after({ zooms: 0.97 }).budgets)).toBe(0);
});

test("while it drifts one card comes in each frame", () => {
  const { pace, now } = after({ pixels: 5 });
  expect(pace.budget(now, 40).add).toBe(1);
});

test("at rest a screenful is there within a few frames", () => {
  const { pace, now } = after({ pixels: 40 });
  expect(pace.budget(now + REST_MS, 40).add * 5).toBeGreaterThanOrEqual(30);
  expect(pace.flies(now + REST_MS)).toBe(false);
});

test("cards that pile up while it flies are taken away even then", () => {
  const { pace, now } = after({ pixels: 40 });
  expect(pace.budget(now, 500)).toEqual({ add: 0, remove: 4 });
});
