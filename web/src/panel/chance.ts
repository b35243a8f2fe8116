// A whole number drawn at random from those that a setting takes.
import type { NumberRule } from "../ui/number_rule";

/** What every service that takes a seed can hold. */
const MOST = 2 ** 31 - 1;

export function drawn({ minimum = 0, maximum = MOST }: NumberRule, random: () => number = Math.random): number {
  const most = Math.min(maximum, Math.max(MOST, minimum));
  return Math.floor(minimum + random() * (most - minimum + 1));
}
