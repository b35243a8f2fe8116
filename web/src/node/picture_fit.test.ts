import { expect, test } from "vitest";
import { fitOf } from "./picture_fit";

test("a picture fills its card, which has its proportions", () => {
  expect(fitOf({ width: 900, height: 1600 })).toBe("object-cover");
  expect(fitOf({ width: 4000, height: 1000 })).toBe("object-cover");
});

test("what is flatter or narrower than any card is whole in it", () => {
  expect(fitOf({ width: 3200, height: 400 })).toBe("object-contain");
  expect(fitOf({ width: 1, height: 900 })).toBe("object-contain");
  expect(fitOf({})).toBe("object-contain");
});
