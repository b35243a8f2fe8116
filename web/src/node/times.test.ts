import { expect, test } from "vitest";
import { clock, elapsed } from "./times";

test.each([
  [0, "0:00"],
  [7.9, "0:07"],
  [750, "12:30"],
  [3723, "1:02:03"],
  [-5, "0:00"],
])("%d seconds read %s", (seconds, words) => {
  expect(clock(seconds)).toBe(words);
});

test("milliseconds are counted down to whole seconds", () => {
  expect(elapsed(61_999)).toBe("1:01");
});
