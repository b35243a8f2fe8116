// Taking one end of a connection to another node: one edit, refused for the same reasons as a new connection would be.
import type { CanvasDocument } from "./canvas_document";
import { type Refusal, refusal } from "./connections";
import { keyBetween } from "./order";
import { type Connection, connectionKey } from "./schema";

export type Ends = Pick<Connection, "from" | "to">;

/** Why `held` may not lead from `from` to `to` instead, or null. */
export function reconnectRefusal(document: CanvasDocument, held: Ends, { from, to }: Ends): Refusal | null {
  if (held.from === from && held.to === to) return null;
  return refusal(document.table, without(document, held), from, to);
}

/** At its node it keeps its number; at another it comes last. */
export function reconnect(document: CanvasDocument, held: Ends, next: Ends): Refusal | null {
  const refused = reconnectRefusal(document, held, next);
  if (refused || connectionKey(held.from, held.to) === connectionKey(next.from, next.to)) return refused;
  const arriving = document.incoming(next.to);
  const before = arriving.find(({ from }) => held.to === next.to && from === held.from);
  const order = before?.order ?? keyBetween(arriving.at(-1)?.order ?? null, null);
  document.edit("", () => {
    document.connections.delete(connectionKey(held.from, held.to));
    document.connections.set(connectionKey(next.from, next.to), { order });
  });
  return null;
}

/** The graph as if the held connection were not there: it may not stand in its own way. */
function without(document: CanvasDocument, held: Ends): Parameters<typeof refusal>[1] {
  return {
    kindOf: (id) => document.kindOf(id),
    targetsOf: (id) => {
      const targets = document.targetsOf(id);
      return id === held.from ? [...targets].filter((target) => target !== held.to) : targets;
    },
  };
}
