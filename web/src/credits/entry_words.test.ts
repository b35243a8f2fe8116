import { expect, it } from "vitest";
import { moveWords, settled, signedAmount } from "./entry_words";

it("an entry says what it did and why", () => {
  expect(moveWords({ kind: "captured", reason: "succeeded" })).toBe("Spent");
  expect(moveWords({ kind: "released", reason: "failed" })).toBe("Given back, it failed");
  expect(moveWords({ kind: "granted", reason: null })).toBe("Added");
});

it("the sign says what it came to, and what was given back came to nothing", () => {
  expect(signedAmount({ kind: "granted", amount: "1000" })).toBe("+1000");
  expect(signedAmount({ kind: "held", amount: "4" })).toBe("−4");
  expect(signedAmount({ kind: "captured", amount: "4" })).toBe("−4");
  expect(signedAmount({ kind: "released", amount: "0.35" })).toBe("0");
});

it("a generation is one line: held while it runs, then spent or given back", () => {
  const held = (generation: string) => ({ kind: "held" as const, generation });
  const running = held("b");
  const spent = { kind: "captured" as const, generation: "a" };
  const added = { kind: "granted" as const, generation: null };
  expect(settled([running, spent, held("a"), added])).toEqual([running, spent, added]);
});
