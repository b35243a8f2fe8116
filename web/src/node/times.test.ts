import { expect, test } from "vitest";
import { clock } from "./times";

test.each([
  [0, "0:00"],
  [7.9, "0:07"],
  [750, "12:30"],
  [3723, "1:02:03"],
  [-5, "0:00"],
])("%d seconds read %s", (seconds, words) => {
  expect(clock(seconds)).toBe(words);
});
