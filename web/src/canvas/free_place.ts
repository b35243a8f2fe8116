// Where a new card fits without lying on another: the nearest such place to where it was wanted.
import type { Box, Point } from "./geometry";

/** Canvas units kept clear around it; above it there is room for its title. */
const CLEAR = 48;
/** Half cards to each side beyond which it gives up. */
const FARTHEST = 12;

/** The middle of a free place for a card of this size, near `wanted`; `wanted` itself when all around is taken. */
export function freePlace(size: { w: number; h: number }, wanted: Point, taken: (region: Box) => boolean): Point {
  const [w, h] = [size.w + 2 * CLEAR, size.h + 2 * CLEAR];
  for (const [across, down] of NEAREST_FIRST) {
    const at = { x: wanted.x + (across * w) / 2, y: wanted.y + (down * h) / 2 };
    if (!taken({ x: at.x - w / 2, y: at.y - h / 2, w, h })) return at;
  }
  return wanted;
}

/** Steps of half a card, the nearest first; to the right and down rather than back, as content flows and one reads. */
const NEAREST_FIRST: [across: number, down: number][] = steps()
  .flatMap((across) => steps().map((down): [number, number] => [across, down]))
  .sort((a, b) => distance(a) - distance(b));

function steps(): number[] {
  return Array.from({ length: 2 * FARTHEST + 1 }, (_, index) => index - FARTHEST);
}

function distance([across, down]: [number, number]): number {
  return Math.hypot(across, down * 1.2) + (across < 0 ? 1.5 : 0) + (down < 0 ? 0.75 : 0);
}
