import { expect, test } from "vitest";
import { toolsThatFit } from "./tool_room";

test("a card at 100 % has room for all, a small one for a few", () => {
  expect(toolsThatFit(320)).toBe(6);
  expect(toolsThatFit(240)).toBe(3);
  expect(toolsThatFit(100)).toBe(1);
});
