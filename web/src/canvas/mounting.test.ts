import { expect, test } from "vitest";
import type { Box } from "./geometry";
import { MOST_MOUNTED, type MountingInput, mountingStep, wantedCards } from "./mounting";

/** A row of nodes, 400 apart. */
function input(count: number, change: Partial<MountingInput> = {}): MountingInput {
  const boxes = new Map<string, Box>(
    Array.from({ length: count }, (_, index) => [`n${index}`, { x: index * 400, y: 0, w: 320, h: 240 }]),
  );
  return {
    shown: { x: 0, y: 0, w: 1600, h: 900 },
    zoom: 1,
    wasLight: false,
    selected: new Set(),
    needed: [],
    box: (id) => boxes.get(id),
    query: ({ x, w }) => [...boxes].filter(([, box]) => box.x < x + w && box.x + box.w > x).map(([id]) => id),
    ...change,
  };
}

test("cards in view and a little around it are mounted, the nearest to the middle first", () => {
  const { cards } = wantedCards(input(50));
  expect([...cards.keys()].slice(0, 2).sort()).toEqual(["n1", "n2"]);
  expect(cards.has("n4")).toBe(true);
  expect(cards.has("n10")).toBe(false);
});

test("up to the most in view are all mounted, beyond it only the selected and the one pointed at", () => {
  const wide = { x: 0, y: 0, w: 1e6, h: 1e6 };
  expect(wantedCards(input(MOST_MOUNTED, { shown: wide, zoom: 0.1 })).cards.size).toBe(MOST_MOUNTED);
  const far = wantedCards(
    input(MOST_MOUNTED + 1, { shown: wide, zoom: 0.1, selected: new Set(["n7"]), needed: ["n3"] }),
  );
  expect([...far.cards.keys()]).toEqual(["n3", "n7"]);
});

test("cards are light from afar, except a few selected ones, and do not flicker at the border", () => {
  expect(wantedCards(input(3, { zoom: 0.46 })).cards.get("n0")).toBe("full");
  expect(wantedCards(input(3, { zoom: 0.46, wasLight: true })).cards.get("n0")).toBe("light");
  const far = wantedCards(input(3, { zoom: 0.2, selected: new Set(["n1"]) })).cards;
  expect([far.get("n0"), far.get("n1")]).toEqual(["light", "full"]);
});

test("a selection of thousands mounts no more than the most", () => {
  const selected = new Set(Array.from({ length: 5000 }, (_, index) => `n${index}`));
  expect(wantedCards(input(5000, { selected })).cards.size).toBeLessThanOrEqual(MOST_MOUNTED + 10);
});

test("one frame mounts and drops no more than its budget", () => {
  const wanted = new Map([...wantedCards(input(50)).cards]);
  const step = mountingStep(
    new Map([
      ["old1", "full"],
      ["old2", "full"],
    ]),
    wanted,
    { add: 2, remove: 1 },
  );
  expect(step.put.map(([id]) => id)).toEqual([...wanted.keys()].slice(0, 2));
  expect(step.drop).toEqual(["old1"]);
});
