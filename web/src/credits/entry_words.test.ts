import { expect, it } from "vitest";
import { moveWords, signedAmount } from "./entry_words";

it("an entry says what it did and why", () => {
  expect(moveWords({ kind: "captured", reason: "succeeded" })).toBe("Spent");
  expect(moveWords({ kind: "released", reason: "failed" })).toBe("Given back, it failed");
  expect(moveWords({ kind: "granted", reason: null })).toBe("Added");
});

it("the sign says which way the balance moved, and spending what was held moves it no further", () => {
  expect(signedAmount({ kind: "granted", amount: "1000" })).toBe("+1000");
  expect(signedAmount({ kind: "held", amount: "4" })).toBe("−4");
  expect(signedAmount({ kind: "captured", amount: "4" })).toBe("4");
  expect(signedAmount({ kind: "released", amount: "0.35" })).toBe("+0.35");
});
