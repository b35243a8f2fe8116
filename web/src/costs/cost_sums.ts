// What generations cost at providers, in whole millionths of a dollar, so that sums are exact.
import type { Cost } from "../api/types";

const MICRO = 1_000_000;
const CENT = 10_000;

/** "0.134000" as 134000; null stays null. */
export function micro(dollars: string | null): number | null {
  return dollars === null ? null : Math.round(Number(dollars) * MICRO);
}

/** 134000 as "$0.134": at least cents, no zeros after that, and millionths only of what is less than a cent. */
export function dollars(amount: number): string {
  const size = Math.abs(amount);
  const [whole, part = ""] = (size / MICRO).toFixed(size < CENT ? 6 : 4).split(".");
  return `${amount < 0 ? "−" : ""}$${whole}.${part.replace(/(?<=..)0+$/, "")}`;
}

/** "+$0.02", "−$0.02", "as expected". */
export function differenceWords(amount: number | null): string | null {
  if (amount === null) return null;
  if (amount === 0) return "as expected";
  return amount > 0 ? `+${dollars(amount)}` : dollars(amount);
}

/** How much more the provider says it charged than was expected; null where it does not say. */
export function difference(cost: Pick<Cost, "expected_usd" | "charged_usd">): number | null {
  const [expected, charged] = [micro(cost.expected_usd), micro(cost.charged_usd)];
  return expected === null || charged === null ? null : charged - expected;
}

export interface Sum {
  provider: string;
  count: number;
  /** Hundredths of a credit would be lost in floating point over thousands of lines: this is in millionths too. */
  credits: number;
  expected: number;
  /** Of those that the provider speaks about. */
  charged: number;
  /** How many it speaks about. */
  said: number;
  /** Only over those, against what was expected of the same; null where it speaks about none. */
  difference: number | null;
}

/** One sum for each provider, the one with most generations first. */
export function sumsOf(costs: readonly Cost[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const cost of costs) sums.set(cost.provider, added(sums.get(cost.provider) ?? nothing(cost.provider), cost));
  return [...sums.values()].sort((one, other) => other.count - one.count);
}

const nothing = (provider: string): Sum => ({
  provider,
  count: 0,
  credits: 0,
  expected: 0,
  charged: 0,
  said: 0,
  difference: null,
});

function added(sum: Sum, cost: Cost): Sum {
  const more = difference(cost);
  return {
    provider: sum.provider,
    count: sum.count + 1,
    credits: sum.credits + (micro(cost.credits) ?? 0),
    expected: sum.expected + (micro(cost.expected_usd) ?? 0),
    charged: sum.charged + (micro(cost.charged_usd) ?? 0),
    said: sum.said + (cost.charged_usd === null ? 0 : 1),
    difference: more === null ? sum.difference : (sum.difference ?? 0) + more,
  };
}

/** 12500000 as "12.5". */
export const creditsOf = (amount: number) => String(amount / MICRO);

/** What the provider says of one generation. */
export function saidWords(cost: Pick<Cost, "charged_usd" | "state" | "kept_money">): string {
  const charged = micro(cost.charged_usd);
  if (charged !== null) return dollars(charged);
  if (cost.state === "succeeded") return "does not say";
  return { yes: "kept its money", no: "charged nothing" }[cost.kept_money ?? ""] ?? "does not say";
}

/** Over all: "$1.20", or of how many it speaks. */
export function saidOfAll({ said, count, charged }: Sum): string {
  if (said === 0) return "does not say";
  return said === count ? dollars(charged) : `${dollars(charged)} for ${said} of ${count}`;
}

/** What a credit stands for here. */
export function rateWords(creditsPerDollar: string, markup: string): string {
  const rate = `${creditsPerDollar} credits stand for one dollar`;
  return Number(markup) === 1
    ? `${rate}; providers’ prices are passed on as they are.`
    : `${rate}; providers’ prices are multiplied by ${markup}.`;
}
