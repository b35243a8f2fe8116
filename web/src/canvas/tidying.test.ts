import { expect, test } from "vitest";
import { aligned, distributed, type Placed } from "./aligning";
import { tidied } from "./tidying";

/** Numbers that look random and are the same each time. */
function* numbers(seed: number): Generator<number, number> {
  let state = seed;
  for (;;) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield state / 2147483648;
  }
}

function cardsOf(seed: number): { cards: Placed[]; lines: [string, string][] } {
  const random = numbers(seed);
  const next = () => random.next().value;
  const cards = Array.from({ length: 2 + Math.floor(next() * 40) }, (_, index) => ({
    id: `n${index}`,
    x: Math.round(next() * 4000 - 2000),
    y: Math.round(next() * 4000 - 2000),
    w: 200 + Math.round(next() * 200),
    h: 100 + Math.round(next() * 300),
  }));
  const lines = cards.slice(1).flatMap(({ id }, index): [string, string][] => {
    if (next() < 0.3) return [];
    return [[`n${Math.floor(next() * (index + 1))}`, id]];
  });
  return { cards, lines };
}

function targetsIn(lines: readonly [string, string][]) {
  return (id: string) => lines.filter(([from]) => from === id).map(([, to]) => to);
}

const overlap = (a: Placed, b: Placed) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

test("whatever was tidied: nothing overlaps, the flow goes to the right, and the top left corner stays", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const { cards, lines } = cardsOf(seed);
    const places = new Map(tidied(cards, targetsIn(lines)).map((place) => [place.id, place]));
    const now = cards.map((card) => ({ ...card, ...places.get(card.id) }));
    expect(now.flatMap((a, index) => now.slice(index + 1).filter((b) => overlap(a, b)))).toEqual([]);
    const boxes = new Map(now.map((card) => [card.id, card]));
    for (const [from, to] of lines) {
      const [start, end] = [boxes.get(from), boxes.get(to)];
      expect((start?.x ?? 0) + (start?.w ?? 0)).toBeLessThan(end?.x ?? 0);
    }
    const corner = (of: readonly Placed[]) => [Math.min(...of.map(({ x }) => x)), Math.min(...of.map(({ y }) => y))];
    expect(corner(now)).toEqual(corner(cards));
  }
});

test("a chain lies on one line", () => {
  const cards = ["a", "b", "c"].map((id, index) => ({ id, x: -300 * index, y: 100 * index, w: 200, h: 100 }));
  const places = tidied(
    cards,
    targetsIn([
      ["a", "b"],
      ["b", "c"],
    ]),
  );
  expect(new Set(places.map(({ y }) => y)).size).toBe(1);
});

test("what was tidied keeps its columns when it is tidied again", () => {
  const { cards, lines } = cardsOf(7);
  const once = tidied(cards, targetsIn(lines));
  const again = tidied(
    cards.map((card) => ({ ...card, ...once.find(({ id }) => id === card.id) })),
    targetsIn(lines),
  );
  const sorted = (places: typeof once) => [...places].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const [index, place] of sorted(again).entries()) {
    expect(Math.abs(place.x - (sorted(once)[index]?.x ?? 0))).toBeLessThan(1);
  }
});

test("cards lie in line at the edge that was asked for", () => {
  const cards = [
    { id: "a", x: 0, y: 0, w: 100, h: 50 },
    { id: "b", x: 300, y: 200, w: 200, h: 150 },
  ];
  expect(aligned(cards, "right").map(({ x }) => x)).toEqual([400, 300]);
  expect(aligned(cards, "middle").map(({ y }) => y)).toEqual([150, 100]);
});

test("the gaps between cards become equal, and the outer ones stay", () => {
  const cards = [0, 500, 130].map((x, index) => ({ id: `n${index}`, x, y: 0, w: 100, h: 50 }));
  expect(distributed(cards, "x").map(({ id, x }) => [id, x])).toEqual([
    ["n0", 0],
    ["n2", 250],
    ["n1", 500],
  ]);
});
