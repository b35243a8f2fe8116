import { expect, it } from "vitest";
import type { Cost } from "../api/types";
import { difference, differenceWords, dollars, micro, rateWords, saidOfAll, saidWords, sumsOf } from "./cost_sums";

function cost(more: Partial<Cost> = {}): Cost {
  return {
    id: "g",
    canvas: "c",
    node: "n",
    ended: 1,
    state: "succeeded",
    model: "fal/kling",
    provider: "fal",
    credits: "12",
    expected_usd: "0.120000",
    charged_usd: null,
    kept_money: null,
    ...more,
  };
}

it("dollars show cents, and more only where there is more", () => {
  expect(["0.1", "12.000000", "0.000123", "0.134500", "0.052695", "0"].map((one) => dollars(micro(one) ?? 0))).toEqual([
    "$0.10",
    "$12.00",
    "$0.000123",
    "$0.1345",
    "$0.0527",
    "$0.00",
  ]);
  expect(dollars(-20_000)).toBe("−$0.02");
});

it("the difference is what the provider says over what was expected, and nothing where it does not say", () => {
  expect(difference(cost({ charged_usd: "0.150000" }))).toBe(30_000);
  expect(difference(cost())).toBe(null);
  expect([30_000, -30_000, 0, null].map(differenceWords)).toEqual(["+$0.03", "−$0.03", "as expected", null]);
});

it("a provider is summed exactly, and the difference counts only what it speaks about", () => {
  const many = Array.from({ length: 10 }, () => cost({ credits: "0.1", expected_usd: "0.1", charged_usd: "0.2" }));
  const [sum] = sumsOf([...many, cost()]);
  expect(sum).toMatchObject({ count: 11, credits: 13_000_000, said: 10, expected: 1_120_000, charged: 2_000_000 });
  expect(sum?.difference).toBe(1_000_000);
});

it("the provider with most generations comes first", () => {
  const sums = sumsOf([cost(), cost({ provider: "openai" }), cost({ provider: "openai" })]);
  expect(sums.map(({ provider }) => provider)).toEqual(["openai", "fal"]);
});

it("silence is said as silence, never as nothing", () => {
  expect(saidWords(cost())).toBe("does not say");
  expect(saidWords(cost({ charged_usd: "0" }))).toBe("$0.00");
  expect(saidWords(cost({ state: "failed", kept_money: "unknown" }))).toBe("does not say");
  expect(saidWords(cost({ state: "failed", kept_money: "yes" }))).toBe("kept its money");
  expect(saidWords(cost({ state: "failed", kept_money: "no" }))).toBe("charged nothing");
  expect(sumsOf([cost(), cost({ charged_usd: "0.1" })]).map(saidOfAll)).toEqual(["$0.10 for 1 of 2"]);
  expect(sumsOf([cost()]).map(saidOfAll)).toEqual(["does not say"]);
});

it("the rate is said with the mark-up, where there is one", () => {
  expect(rateWords("100", "1")).toContain("as they are");
  expect(rateWords("100", "1.25")).toContain("multiplied by 1.25");
});
