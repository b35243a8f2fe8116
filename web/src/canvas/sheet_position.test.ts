import { expect, test } from "vitest";
import { overlaps } from "./geometry";
import { sheetPosition } from "./sheet_position";

const SHEET = { w: 560, h: 240 };
const ROOM = { w: 1440, h: 900, top: 64, left: 68, corner: { w: 180, h: 170 } };
const CARD = { w: 320, h: 240 };

test("it lies under its node, in the middle", () => {
  expect(sheetPosition({ x: 500, y: 200, ...CARD }, SHEET, ROOM, null)).toEqual({
    side: "below",
    x: 380,
    y: 454,
    h: 240,
  });
});

test("where there is no room below it goes above, then beside", () => {
  expect(sheetPosition({ x: 500, y: 600, ...CARD }, SHEET, ROOM, null).side).toBe("above");
  expect(sheetPosition({ x: 100, y: 200, w: 320, h: 600 }, SHEET, ROOM, null).side).toBe("right");
  expect(sheetPosition({ x: 1000, y: 200, w: 320, h: 600 }, SHEET, ROOM, null).side).toBe("left");
});

test("it never covers the node while any side has room, and stays clear of header and toolbar", () => {
  for (let x = -100; x < 1400; x += 50) {
    for (let y = -100; y < 900; y += 50) {
      const node = { x, y, ...CARD };
      const { side, ...at } = sheetPosition(node, SHEET, ROOM, null);
      if (side === "docked") continue;
      expect(overlaps(node, { ...at, ...SHEET })).toBe(false);
      expect(at.y).toBeGreaterThanOrEqual(64);
      expect(at.x).toBeGreaterThanOrEqual(68);
    }
  }
});

test("it never lies over the minimap", () => {
  const map = { x: 1440 - 180, y: 900 - 170, w: 180, h: 170 };
  for (let x = 0; x < 1400; x += 40) {
    for (let y = 64; y < 860; y += 40) {
      const { side, ...at } = sheetPosition({ x, y, ...CARD }, SHEET, ROOM, null);
      expect(side === "docked" || !overlaps(map, { ...at, ...SHEET })).toBe(true);
    }
  }
});

test("it keeps its side while it fits there", () => {
  expect(sheetPosition({ x: 500, y: 360, ...CARD }, SHEET, ROOM, "above").side).toBe("above");
});

test("one that is too long for every side scrolls, and still leaves its node in sight", () => {
  const narrow = { ...ROOM, w: 1000 };
  const node = { x: 340, y: 120, ...CARD };
  const { side, h, ...at } = sheetPosition(node, { w: 560, h: 700 }, narrow, null);
  expect(side).toBe("below");
  expect(h).toBeLessThan(700);
  expect(overlaps(node, { ...at, w: 560, h })).toBe(false);
});

test("where the node fills the view it lies at the bottom, and is never higher than the view", () => {
  const { side, y, h } = sheetPosition({ x: 0, y: 0, w: 1440, h: 900 }, { w: 560, h: 2000 }, ROOM, null);
  expect(side).toBe("docked");
  expect(y).toBe(64);
  expect(y + h).toBe(888);
});
