import { expect, test } from "vitest";
import { type Box, overlaps } from "./geometry";
import { Grid } from "./grid";

function dice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return (state / 2 ** 32) * most;
  };
}

test("the grid finds exactly what overlaps a region, also after moves and removals", () => {
  const roll = dice(5);
  const grid = new Grid();
  const boxes = new Map<string, Box>();
  for (let round = 0; round < 2000; round++) {
    const id = `n${Math.floor(roll(300))}`;
    if (roll(5) < 1) {
      boxes.delete(id);
      grid.remove(id);
    } else {
      const box = { x: roll(20000) - 10000, y: roll(20000) - 10000, w: 50 + roll(900), h: 50 + roll(900) };
      boxes.set(id, box);
      grid.put(id, box);
    }
    if (round % 20 > 0) continue;
    const region = { x: roll(20000) - 10000, y: roll(20000) - 10000, w: roll(8000), h: roll(8000) };
    const expected = [...boxes].filter(([, box]) => overlaps(box, region)).map(([id]) => id);
    expect([...grid.query(region)].sort()).toEqual(expected.sort());
  }
});

test("a box far larger than the cells is found as well", () => {
  const grid = new Grid();
  grid.put("huge", { x: -1e6, y: -1e6, w: 2e6, h: 2e6 });
  expect([...grid.query({ x: 5, y: 5, w: 1, h: 1 })]).toEqual(["huge"]);
  grid.remove("huge");
  expect([...grid.query({ x: -2e6, y: -2e6, w: 4e6, h: 4e6 })]).toEqual([]);
});

test("who asks for a few out of thousands is told that there are more, after a look at as many", () => {
  const grid = new Grid();
  for (let index = 0; index < 5000; index++) grid.put(`n${index}`, { x: index * 10, y: 0, w: 8, h: 8 });
  const everything = { x: 0, y: 0, w: 50_000, h: 10 };
  expect(grid.query(everything, 150).size).toBe(151);
  expect(grid.query(everything).size).toBe(5000);
});
