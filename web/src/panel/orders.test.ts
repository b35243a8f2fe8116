import { expect, test } from "vitest";
import { answered, orderFor, sent } from "./orders";

const SHOWN = { price: "4", hash: "as it was shown", takes: 1 };

test("an order without an answer is repeated with its key, also after its panel was closed", () => {
  const order = orderFor("c", "n", SHOWN);
  sent("c", "n", order);
  expect(orderFor("c", "n", SHOWN)).toBe(order);
});

test("an answered order is not repeated: another press is another order", () => {
  const order = orderFor("c", "m", SHOWN);
  sent("c", "m", order);
  answered("c", "m");
  expect(orderFor("c", "m", SHOWN).key).not.toBe(order.key);
});

test("another price, another request, another number of takes and another node are other orders", () => {
  const order = orderFor("c", "o", SHOWN);
  sent("c", "o", order);
  for (const other of [
    orderFor("c", "o", { ...SHOWN, price: "5" }),
    orderFor("c", "o", { ...SHOWN, hash: "another" }),
    orderFor("c", "o", { ...SHOWN, takes: 4 }),
    orderFor("c", "p", SHOWN),
  ]) {
    expect(other.key).not.toBe(order.key);
  }
});
