// Where a dragged thing goes in a row: pure, so that it can be told without a mouse.

/** The index that something centred at `x` takes among neighbours with these centres (itself among them, at `from`). */
export function targetIndex(centres: readonly number[], from: number, x: number): number {
  const others = centres.filter((_, index) => index !== from);
  const before = others.filter((centre) => centre < x).length;
  return before;
}

/** How far each thing in the row stands from its place while the one at `from` is held `shift` pixels from its own. */
export function shifts(centres: readonly number[], from: number, shift: number): number[] {
  const to = targetIndex(centres, from, (centres[from] ?? 0) + shift);
  const places = moved([...centres.keys()], from, to);
  return centres.map((centre, index) => (index === from ? shift : (centres[places.indexOf(index)] ?? centre) - centre));
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
