import { expect, test } from "vitest";
import { kept, percent, whole, zoomed } from "./zoom";

const STAGE = { w: 1000, h: 600 };
const PICTURE = { w: 4000, h: 1200 };

test("the whole picture is in sight first", () => {
  expect(whole(PICTURE, STAGE, 1)).toEqual({ scale: 0.25, x: 0, y: 0 });
});

test("a small picture is not blown up, also where the screen has more pixels", () => {
  expect(whole({ w: 100, h: 50 }, STAGE, 1).scale).toBe(1);
  expect(whole({ w: 100, h: 50 }, STAGE, 2).scale).toBe(0.5);
});

test("100 % is one pixel of the picture on one of the screen", () => {
  expect(percent({ scale: 0.5, x: 0, y: 0 }, 2)).toBe(100);
});

test("what lies under the pointer stays there", () => {
  const look = zoomed({ scale: 1, x: 0, y: 0 }, 2, { x: 100, y: -50 });
  expect(look).toEqual({ scale: 2, x: -100, y: 50 });
});

test("no edge is pulled farther in than it has to be", () => {
  expect(kept({ scale: 0.5, x: 9999, y: 50 }, PICTURE, STAGE, 1)).toEqual({ scale: 0.5, x: 500, y: 0 });
});

test("it goes neither farther than whole nor closer than sixteen times", () => {
  expect(kept({ scale: 0.01, x: 30, y: 0 }, PICTURE, STAGE, 1)).toEqual({ scale: 0.25, x: 0, y: 0 });
  expect(kept({ scale: 99, x: 0, y: 0 }, PICTURE, STAGE, 1).scale).toBe(16);
});
