import { expect, test } from "vitest";
import { freePlace } from "./free_place";
import { type Box, overlaps } from "./geometry";

const SIZE = { w: 320, h: 180 };

test("where nothing lies it goes where it was wanted", () => {
  expect(freePlace(SIZE, { x: 5, y: 6 }, () => false)).toEqual({ x: 5, y: 6 });
});

test("many cards asked for at one place never lie on each other", () => {
  const boxes: Box[] = [];
  for (let made = 0; made < 40; made++) {
    const { x, y } = freePlace(SIZE, { x: 0, y: 0 }, (region) => boxes.some((box) => overlaps(box, region)));
    const box = { x: x - 160, y: y - 90, ...SIZE };
    expect(boxes.some((other) => overlaps(other, box))).toBe(false);
    boxes.push(box);
  }
});
