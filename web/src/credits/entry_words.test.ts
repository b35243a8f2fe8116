import { expect, it } from "vitest";
import { linesOf, moveWords, signedAmount } from "./entry_words";

it("an entry says what it did and why", () => {
  expect(moveWords({ kind: "captured", reason: "succeeded", returned: "0" })).toBe("Spent");
  expect(moveWords({ kind: "released", reason: "failed", returned: "0" })).toBe("Given back, it failed");
  expect(moveWords({ kind: "granted", reason: null, returned: "0" })).toBe("Added");
});

it("what was spent for a part says how much came back with it", () => {
  const part = { kind: "captured" as const, reason: "succeeded" as const, returned: "2.5" };
  expect(moveWords(part)).toBe("Spent in part, 2.5 back");
});

it("the sign says which way it went, and what was given back went both ways", () => {
  expect(signedAmount({ kind: "granted", amount: "1000" })).toBe("+1000");
  expect(signedAmount({ kind: "held", amount: "4" })).toBe("−4");
  expect(signedAmount({ kind: "captured", amount: "4" })).toBe("−4");
  expect(signedAmount({ kind: "released", amount: "0.35" })).toBe("−0.35 +0.35");
  expect(signedAmount({ kind: "released", amount: "0" })).toBe("0");
});

const held = (generation: string, at: number) => ({ kind: "held" as const, generation, at, amount: "4" });
const spent = (generation: string, at: number) => ({ kind: "captured" as const, generation, at, amount: "1.5" });

it("a generation is one line, which knows when its credits were held", () => {
  const added = { kind: "granted" as const, generation: null, at: 1, amount: "9" };
  expect(linesOf([spent("a", 3), held("a", 2), added])).toEqual([
    { entry: spent("a", 3), held: held("a", 2) },
    { entry: added, held: null },
  ]);
});

it("what still runs is held, and what was held on a page not yet read is told all the same", () => {
  expect(linesOf([held("b", 5), spent("a", 4)])).toEqual([
    { entry: held("b", 5), held: null },
    { entry: spent("a", 4), held: null },
  ]);
});
