import { expect, test } from "vitest";
import type { Box } from "./geometry";
import { MapExtent } from "./minimap_extent";

const NODES: Box[] = [
  { x: 0, y: 0, w: 100, h: 100 },
  { x: 9900, y: 4900, w: 100, h: 100 },
];

function counted(): { allBoxes(): Iterable<Box>; looks: number } {
  const scene = {
    looks: 0,
    allBoxes() {
      scene.looks++;
      return NODES;
    },
  };
  return scene;
}

test("while the view moves within the nodes nothing is drawn anew, and no node is looked at", () => {
  const [scene, map] = [counted(), new MapExtent()];
  map.around(scene, { x: 10, y: 10, w: 500, h: 300 });
  expect(map.isNew).toBe(true);
  for (let step = 0; step < 100; step++) {
    map.around(scene, { x: step * 20, y: step * 10, w: 500, h: 300 });
    expect(map.isNew).toBe(false);
  }
  expect(scene.looks).toBe(1);
});

test("it is drawn anew when the view leaves it, comes back, or a node changed", () => {
  const [scene, map] = [counted(), new MapExtent()];
  const within = { x: 10, y: 10, w: 500, h: 300 };
  map.around(scene, within);
  map.around(scene, { ...within, x: -4000 });
  expect(map.isNew).toBe(true);
  map.around(scene, within);
  expect(map.isNew).toBe(true);
  map.forget();
  map.around(scene, within);
  expect(map.isNew).toBe(true);
  expect(scene.looks).toBe(2);
});

test("without a node there is no map", () => {
  expect(new MapExtent().around({ allBoxes: () => [] }, NODES[0] as Box)).toBeNull();
});
