// How nodes hang together by their connections: which make one piece, and how deep in it each lies.

/** The nodes that one feeds directly. */
export type Targets = (id: string) => Iterable<string>;

/** The number of the piece of each of these nodes, rising in their order; a piece is what hangs together by connections. */
export function piecesOf(ids: readonly string[], targets: Targets): Map<string, number> {
  const beside = besidesOf(ids, targets);
  const pieces = new Map<string, number>();
  let piece = 0;
  for (const id of ids) if (!pieces.has(id)) spread(id, piece++, beside, pieces);
  return pieces;
}

/** How many connections lie before each of these nodes, by the longest way. A circle, until it is repaired, stays where it is met. */
export function depthsOf(ids: readonly string[], targets: Targets): Map<string, number> {
  const depths = new Map(ids.map((id) => [id, 0]));
  const open = arrivals(ids, targets);
  const ready = ids.filter((id) => !open.has(id));
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    for (const target of targets(id)) {
      if (!depths.has(target)) continue;
      depths.set(target, Math.max(depths.get(target) ?? 0, (depths.get(id) ?? 0) + 1));
      const left = (open.get(target) ?? 0) - 1;
      open.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return depths;
}

/** What each feeds and is fed by, among these. */
export function besidesOf(ids: readonly string[], targets: Targets): Map<string, string[]> {
  const beside = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const id of ids) {
    for (const target of targets(id)) {
      if (!beside.has(target)) continue;
      beside.get(id)?.push(target);
      beside.get(target)?.push(id);
    }
  }
  return beside;
}

function arrivals(ids: readonly string[], targets: Targets): Map<string, number> {
  const open = new Map<string, number>();
  const known = new Set(ids);
  for (const id of ids)
    for (const target of targets(id)) if (known.has(target)) open.set(target, (open.get(target) ?? 0) + 1);
  return open;
}

function spread(start: string, piece: number, beside: Map<string, string[]>, pieces: Map<string, number>): void {
  const waiting = [start];
  pieces.set(start, piece);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const next of beside.get(id) ?? []) {
      if (pieces.has(next)) continue;
      pieces.set(next, piece);
      waiting.push(next);
    }
  }
}
