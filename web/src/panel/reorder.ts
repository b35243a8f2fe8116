// Where a dragged thing goes among its neighbours, in one row or several: pure, so that it can be told without a mouse.

/** A point of the window, or a way from one to another, in CSS pixels. */
export interface Spot {
  x: number;
  y: number;
}

/** The index of the place nearest to `at`, among places with these middles. */
export function targetIndex(middles: readonly Spot[], at: Spot): number {
  const far = middles.map(({ x, y }) => Math.hypot(x - at.x, y - at.y));
  return Math.max(0, far.indexOf(Math.min(...far)));
}

/** How far each thing stands from its place while the one at `from` is held `by` from its own. */
export function shifts(middles: readonly Spot[], from: number, by: Spot): Spot[] {
  const places = moved([...middles.keys()], from, targetIndex(middles, plus(middles[from], by)));
  return middles.map((own, index) => (index === from ? by : minus(middles[places.indexOf(index)] ?? own, own)));
}

/** The row after the one at `from` went to `to`. */
export function moved<T>(row: readonly T[], from: number, to: number): T[] {
  const rest = row.filter((_, index) => index !== from);
  const one = row[from];
  return one === undefined ? [...row] : [...rest.slice(0, to), one, ...rest.slice(to)];
}

/** What stands behind place `to` once the one at `from` went there: the neighbour to put it in front of. */
export function neighbourAfter<T>(row: readonly T[], from: number, to: number): T | undefined {
  return row.filter((_, index) => index !== from)[to];
}

/** Those of `things` that are still connected, in the order of the connections; a new one comes with the next answer. */
export function inOrder<T extends { node: string }>(things: readonly T[], sources: readonly string[]): T[] {
  return sources.flatMap((source) => things.find((thing) => thing.node === source) ?? []);
}

export function plus(spot: Spot | undefined, by: Spot): Spot {
  return { x: (spot?.x ?? 0) + by.x, y: (spot?.y ?? 0) + by.y };
}

function minus(one: Spot, other: Spot): Spot {
  return { x: one.x - other.x, y: one.y - other.y };
}
