// Which connections may be made: the table that the server publishes, and the circle check that both sides share by test.
import type { ConnectionTable, Kind } from "../api/types";

export type { ConnectionTable };
export type Pair = ConnectionTable["pairs"][number];
export type RefusalCode = "self" | "twice" | "circle" | "pair";

export interface Refusal {
  code: RefusalCode;
  message: string;
}

export interface Graph {
  kindOf(id: string): Kind | undefined;
  /** The nodes that `id` feeds directly. */
  targetsOf(id: string): Iterable<string>;
}

/** Why `from` may not feed `to`, or null when it may. A missing node refuses as "pair". */
export function refusal(table: ConnectionTable, graph: Graph, from: string, to: string): Refusal | null {
  const said = (code: RefusalCode): Refusal => ({ code, message: table.reasons[code] ?? code });
  if (from === to) return said("self");
  const [source, target] = [graph.kindOf(from), graph.kindOf(to)];
  if (!source || !target) return said("pair");
  for (const fed of graph.targetsOf(from)) if (fed === to) return said("twice");
  const pair = pairOf(table, source, target);
  if (!pair?.allowed) return { code: "pair", message: pair?.reason ?? table.reasons.pair ?? "" };
  return wouldCircle(graph, from, to) ? said("circle") : null;
}

/** True when `from` already lies downstream of `to`, so that connecting them would close a circle. */
export function wouldCircle(graph: Pick<Graph, "targetsOf">, from: string, to: string): boolean {
  const seen = new Set([to]);
  const waiting = [to];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === from) return true;
    for (const next of graph.targetsOf(id)) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return false;
}

export function pairOf(table: ConnectionTable, from: Kind, to: Kind): Pair | undefined {
  return table.pairs.find((pair) => pair.from === from && pair.to === to);
}

/** The kinds that a node of this kind may feed, or be fed by. */
export function kindsFor(table: ConnectionTable, kind: Kind, side: "from" | "to"): Kind[] {
  const other = side === "from" ? "to" : "from";
  return table.kinds.filter((candidate) =>
    table.pairs.some((pair) => pair.allowed && pair[side] === kind && pair[other] === candidate),
  );
}
