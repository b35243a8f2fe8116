// Fractional keys: a key between any two keys, so that reordering writes one entry and merges with other people's.
// Base 62, compared by code unit. The first letter says how many digits the whole part has ("a" = 1, "b" = 2, …; "Z" = 1,
// "Y" = 2, … below "a"), so that adding at either end grows keys by the logarithm only.
// Method: David Greenspan, "Implementing Fractional Indexing" (observablehq.com/@dgreensp/implementing-fractional-indexing).

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FIRST = "a0";
const SMALLEST = `A${"0".repeat(26)}`;

export class BadKey extends Error {}

/** A key after `left` and before `right`; null stands for the end on that side. Throws `BadKey` unless left < right. */
export function keyBetween(left: string | null, right: string | null): string {
  if (left !== null) check(left);
  if (right !== null) check(right);
  if (left !== null && right !== null && left >= right) throw new BadKey(`\`${left}\` is not before \`${right}\``);
  if (left === null) return right === null ? FIRST : before(right);
  return right === null ? after(left) : between(left, right);
}

/** `count` keys in rising order after `left`. */
export function keysAfter(left: string | null, count: number): string[] {
  const keys: string[] = [];
  for (let last = left; keys.length < count; ) {
    last = keyBetween(last, null);
    keys.push(last);
  }
  return keys;
}

/** The order of two entries: by key, equal keys by id. */
export function compareKeys(a: { order: string; id: string }, b: { order: string; id: string }): number {
  return compare(a.order, b.order) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function before(right: string): string {
  const whole = wholePart(right);
  if (whole === SMALLEST) return whole + midpoint("", right.slice(whole.length));
  if (whole < right) return whole;
  const lower = decrement(whole);
  if (lower === null) throw new BadKey(`Nothing comes before \`${right}\``);
  // The smallest whole part alone is no key: nothing could come before it.
  return lower === SMALLEST ? lower + midpoint("", null) : lower;
}

function after(left: string): string {
  const whole = wholePart(left);
  return increment(whole) ?? whole + midpoint(left.slice(whole.length), null);
}

function between(left: string, right: string): string {
  const whole = wholePart(left);
  if (whole === wholePart(right)) return whole + midpoint(left.slice(whole.length), right.slice(whole.length));
  const next = increment(whole);
  return next !== null && next < right ? next : whole + midpoint(left.slice(whole.length), null);
}

/** A digit string between two, as fractions after the point; never ends in "0", so that there is always room before it. */
function midpoint(low: string, high: string | null): string {
  if (high !== null) {
    let shared = 0;
    while ((low[shared] ?? "0") === high[shared]) shared++;
    if (shared > 0) return high.slice(0, shared) + midpoint(low.slice(shared), high.slice(shared));
  }
  const from = low ? digit(low[0]) : 0;
  const to = high === null ? DIGITS.length : digit(high[0]);
  if (to - from > 1) return DIGITS.charAt(Math.round((from + to) / 2));
  if (high !== null && high.length > 1) return high.slice(0, 1);
  return DIGITS.charAt(from) + midpoint(low.slice(1), null);
}

function increment(whole: string): string | null {
  const digits = [...whole.slice(1)];
  for (let at = digits.length - 1; at >= 0; at--) {
    const value = digit(digits[at]) + 1;
    digits[at] = DIGITS.charAt(value % DIGITS.length);
    if (value < DIGITS.length) return whole.charAt(0) + digits.join("");
  }
  return resized(whole.charAt(0), 1, "0");
}

function decrement(whole: string): string | null {
  const digits = [...whole.slice(1)];
  for (let at = digits.length - 1; at >= 0; at--) {
    const value = digit(digits[at]) - 1;
    digits[at] = DIGITS.charAt((value + DIGITS.length) % DIGITS.length);
    if (value >= 0) return whole.charAt(0) + digits.join("");
  }
  return resized(whole.charAt(0), -1, "z");
}

/** The next head letter with its digits all `fill`; null past either end. */
function resized(head: string, step: 1 | -1, fill: string): string | null {
  if (head === (step === 1 ? "z" : "A")) return null;
  const next = head === "Z" && step === 1 ? "a" : head === "a" && step === -1 ? "Z" : shifted(head, step);
  return next + fill.repeat(wholeLength(next) - 1);
}

function shifted(letter: string, step: number): string {
  return String.fromCharCode(letter.charCodeAt(0) + step);
}

function wholePart(key: string): string {
  return key.slice(0, wholeLength(key.charAt(0)));
}

function wholeLength(head: string): number {
  if (head >= "a" && head <= "z") return head.charCodeAt(0) - "a".charCodeAt(0) + 2;
  if (head >= "A" && head <= "Z") return "Z".charCodeAt(0) - head.charCodeAt(0) + 2;
  throw new BadKey(`\`${head}\` does not begin a key`);
}

function check(key: string): void {
  if (!/^[A-Za-z][0-9A-Za-z]+$/.test(key) || key.length < wholeLength(key.charAt(0)))
    throw new BadKey(`\`${key}\` is not a key`);
  if (key === SMALLEST || (key.length > wholePart(key).length && key.endsWith("0")))
    throw new BadKey(`\`${key}\` leaves no room`);
}

function digit(character: string | undefined): number {
  return DIGITS.indexOf(character ?? "0");
}
