// Presses that nobody has answered yet: whoever presses again for the same thing repeats them, and starts nothing twice.
import { newKey } from "../api/key";
import type { Order } from "../api/types";

export type Shown = Pick<Order, "price" | "hash" | "takes">;

/** By canvas and node, so that an order outlives its panel. */
const unanswered = new Map<string, Order>();
const place = (canvas: string, node: string) => `${canvas} ${node}`;

/** The order for what is shown: the one that was sent before without an answer, or a new one. */
export function orderFor(canvas: string, node: string, { price, hash, takes }: Shown): Order {
  const before = unanswered.get(place(canvas, node));
  const same = before?.price === price && before.hash === hash && before.takes === takes;
  return same ? before : { price, hash, takes, key: newKey() };
}

/** It is about to leave: it may arrive though no answer comes. */
export function sent(canvas: string, node: string, order: Order): void {
  unanswered.set(place(canvas, node), order);
}

export function answered(canvas: string, node: string): void {
  unanswered.delete(place(canvas, node));
}
