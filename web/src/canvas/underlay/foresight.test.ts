import { expect, test } from "vitest";
import { inside, shownBy, type View, zoomedAround } from "../geometry";
import { type Coverage, detailJob, needsRedraw } from "./coverage";
import { Foresight } from "./foresight";

const SIZE = { w: 1440, h: 900 };
/** Frames that the worker takes to draw. */
const DRAWS = 7;

/** Moves a view so many frames, with a worker that draws for as long as one does; counts what it missed. */
function run(frames: number, move: (view: View) => View): { missed: number; redraws: number } {
  const foresight = new Foresight();
  let view: View = { x: 0, y: 0, zoom: 1 };
  let covered: Coverage = { region: detailJob(view, SIZE, 1).region, zoom: 1 };
  let drawing: { coverage: Coverage; done: number } | null = null;
  let [missed, redraws] = [0, 0];
  for (let frame = 0; frame < frames; frame++) {
    view = move(view);
    foresight.moved(view);
    if (drawing && drawing.done <= frame) [covered, drawing] = [drawing.coverage, null];
    const ahead = foresight.ahead(view, SIZE);
    if (!drawing && needsRedraw(covered, shownBy(view, SIZE), view.zoom, shownBy(ahead, SIZE))) {
      redraws++;
      const coverage = { region: detailJob(ahead, SIZE, 1).region, zoom: ahead.zoom };
      drawing = { coverage, done: frame + DRAWS };
    }
    if (!inside(shownBy(view, SIZE), covered.region)) missed++;
  }
  return { missed, redraws };
}

test("a hand that pans steadily never sees beyond what is drawn in full", () => {
  const { missed, redraws } = run(300, ({ x, y, zoom }) => ({ x: x - 30, y: y - 6, zoom }));
  expect(missed).toBe(0);
  expect(redraws).toBeLessThan(300 / DRAWS);
});

test("nor does one that zooms out to the whole", () => {
  const { missed } = run(120, (view) => zoomedAround(view, { x: 720, y: 450 }, view.zoom * 2 ** -0.04));
  expect(missed).toBe(0);
});

test("what is drawn ahead still holds what is seen now", () => {
  const foresight = new Foresight();
  for (let frame = 0; frame < 60; frame++) foresight.moved({ x: -200 * frame, y: 90 * frame, zoom: 1 });
  const view = { x: -200 * 59, y: 90 * 59, zoom: 1 };
  const { region } = detailJob(foresight.ahead(view, SIZE), SIZE, 1);
  expect(inside(shownBy(view, SIZE), region)).toBe(true);
});

test("at rest it is drawn for where it is", () => {
  const foresight = new Foresight();
  for (let frame = 0; frame < 60; frame++) foresight.moved({ x: -20 * frame, y: 0, zoom: 1 });
  foresight.rests();
  const view = { x: -1180, y: 0, zoom: 1 };
  expect(foresight.ahead(view, SIZE)).toEqual(view);
});
