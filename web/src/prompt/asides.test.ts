import { expect, test } from "vitest";
import { asidesAfter } from "./asides";

test("a block that is taken out is left out of the prompt", () => {
  expect(asidesAfter("⟦m⟧ at", "", () => "dusk")).toEqual([{ node: "m", aside: true }]);
});

test("a block that stands elsewhere, or was only moved, still joins", () => {
  expect(asidesAfter("⟦m⟧", "", () => "and ⟦m⟧ again")).toEqual([]);
  expect(asidesAfter("⟦m⟧", "⟦m⟧", () => "dusk ⟦m⟧")).toEqual([{ node: "m", aside: false }]);
});

test("a block that is put in joins again", () => {
  expect(asidesAfter("", "⟦m⟧", () => "⟦m⟧")).toEqual([{ node: "m", aside: false }]);
});

test("typing asks nothing of the rest of the prompt", () => {
  const after = () => {
    throw new Error("the whole prompt was read");
  };
  expect(asidesAfter("a", "words ⟦⟦m⟧", after)).toEqual([]);
});
