import { describe, expect, test } from "vitest";
import { curveBetween, distanceTo, sizeOf, toCanvas, toScreen, viewOf, zoomedAround } from "./geometry";

const EMPTY = { w: null, h: null, shown: null, settings: {} };

describe("a card's size", () => {
  test("follows the content's shape within the same width or height", () => {
    expect(sizeOf({ ...EMPTY, kind: "image", shown: { take: "t", width: 2000, height: 1000 } })).toEqual({
      w: 320,
      h: 160,
    });
    expect(sizeOf({ ...EMPTY, kind: "video", shown: { take: "t", width: 900, height: 1600 } })).toEqual({
      w: 203,
      h: 360,
    });
  });

  test("of an empty node follows the shape that its settings ask for", () => {
    expect(sizeOf({ ...EMPTY, kind: "image", settings: { aspect_ratio: "16:9" } })).toEqual({ w: 320, h: 180 });
  });

  test("of a text node is what a person made it", () => {
    expect(sizeOf({ ...EMPTY, kind: "text", w: 500, h: 700 })).toEqual({ w: 500, h: 700 });
  });
});

describe("the view", () => {
  test("zooms around the pointer: what is under it stays under it", () => {
    const at = { x: 700, y: 300 };
    const before = { x: 10, y: -40, zoom: 0.8 };
    const after = zoomedAround(before, at, 2.1);
    expect(toScreen(after, toCanvas(before, at)).x).toBeCloseTo(at.x);
    expect(toScreen(after, toCanvas(before, at)).y).toBeCloseTo(at.y);
  });

  test("fits a box with its middle in the middle, never closer than 100 %", () => {
    expect(viewOf({ x: 0, y: 0, w: 100, h: 100 }, { w: 1000, h: 800 })).toEqual({ x: 450, y: 350, zoom: 1 });
    expect(viewOf({ x: 0, y: 0, w: 8000, h: 100 }, { w: 1000, h: 800 }).zoom).toBeCloseTo(0.101);
  });
});

test("a point on a curve is at no distance from it", () => {
  const curve = curveBetween({ x: 0, y: 0 }, { x: 400, y: 200 });
  expect(distanceTo(curve, { x: 200, y: 100 })).toBeLessThan(0.5);
  expect(distanceTo(curve, { x: 200, y: 180 })).toBeGreaterThan(30);
});
