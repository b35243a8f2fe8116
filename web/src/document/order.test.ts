import { describe, expect, test } from "vitest";
import cases from "../../../tests/cases/order.json";
import { BadKey, keyBetween, keysAfter } from "./order";

/** The same numbers in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function inserted(count: number, place: (length: number) => number): string[] {
  const keys: string[] = [];
  for (let made = 0; made < count; made++) {
    const at = place(keys.length);
    keys.splice(at, 0, keyBetween(keys[at - 1] ?? null, keys[at] ?? null));
  }
  return keys;
}

function rising(keys: string[]): boolean {
  return keys.every((key, index) => index === 0 || (keys[index - 1] as string) < key);
}

describe("keys", () => {
  // The cases that both sides must decide alike.
  test.each(cases.between as [string | null, string | null, string][])("between %s and %s: %s", (left, right, key) => {
    expect(keyBetween(left, right)).toBe(key);
  });

  test.each(cases.not_keys)("`%s` is no key", (wrong) => {
    expect(() => keyBetween(wrong, null)).toThrow(BadKey);
    expect(() => keyBetween(null, wrong)).toThrow(BadKey);
  });

  test("the first key is a0, and the ones after it follow", () => {
    expect(keysAfter(null, 3)).toEqual(["a0", "a1", "a2"]);
  });

  test("thousands of inserts at random places stay in order and distinct", () => {
    for (const seed of [1, 2, 3]) {
      const roll = dice(seed);
      expect(rising(inserted(3000, (length) => roll(length + 1)))).toBe(true);
    }
  });

  test("adding at either end keeps keys short", () => {
    const last = inserted(5000, (length) => length);
    const first = inserted(5000, () => 0);
    expect(rising(last) && rising(first)).toBe(true);
    expect(Math.max(...last.map((key) => key.length), ...first.map((key) => key.length))).toBeLessThanOrEqual(4);
  });

  test("inserting again and again at the same place always finds room", () => {
    expect(rising(inserted(500, (length) => Math.min(1, length)))).toBe(true);
    expect(rising(inserted(500, (length) => Math.max(0, length - 1)))).toBe(true);
  });

  test("equal keys, keys the wrong way round and other strings are refused", () => {
    expect(() => keyBetween("a1", "a1")).toThrow(BadKey);
    expect(() => keyBetween("a2", "a1")).toThrow(BadKey);
    expect(() => keyBetween("", null)).toThrow(BadKey);
    expect(() => keyBetween("b1", null)).toThrow(BadKey);
  });
});
