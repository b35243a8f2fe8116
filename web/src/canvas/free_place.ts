// Where a new card fits without lying on another: the nearest such place to where it was wanted.
import type { Box, Point } from "./geometry";

/** Canvas units kept clear around it; above it there is room for its title. */
const CLEAR = 48;
const RINGS = 24;

/** The middle of a free place for a card of this size, near `wanted`; `wanted` itself when all around is taken. */
export function freePlace(size: { w: number; h: number }, wanted: Point, taken: (region: Box) => boolean): Point {
  const [w, h] = [size.w + 2 * CLEAR, size.h + 2 * CLEAR];
  for (const [across, down] of ringsOutwards()) {
    const at = { x: wanted.x + (across * w) / 2, y: wanted.y + (down * h) / 2 };
    if (!taken({ x: at.x - w / 2, y: at.y - h / 2, w, h })) return at;
  }
  return wanted;
}

/** (0, 0), then the places one step away, then two; on each ring to the right first, as content flows. */
function* ringsOutwards(): Iterable<[across: number, down: number]> {
  yield [0, 0];
  for (let ring = 1; ring <= RINGS; ring++) {
    for (let down = 0; down <= ring; down++) {
      for (const [across, row] of [
        [ring, down],
        [ring, -down],
        [-ring, down],
        [-ring, -down],
      ] as const)
        yield [across, row];
    }
    for (let across = ring - 1; across > -ring; across--) {
      yield [across, ring];
      yield [across, -ring];
    }
  }
}
