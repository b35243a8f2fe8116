// Where a dragged thing goes in a row: pure, so that it can be told without a mouse.

/** The index that something centred at `x` takes among neighbours with these centres (itself among them, at `from`). */
export function targetIndex(centres: readonly number[], from: number, x: number): number {
  const others = centres.filter((_, index) => index !== from);
  const before = others.filter((centre) => centre < x).length;
  return before;
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
