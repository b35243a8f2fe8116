import { expect, test } from "vitest";
import type { Generation } from "../api/types";
import { outcome } from "./cancelling";

const ENDED = { state: "cancelled", price: "4", error: null } as Generation;

test("what was cancelled says that the credits are back", () => {
  const error = { code: "cancelled", message: "Cancelled. Your 4 credits are back." };
  expect(outcome({ ...ENDED, error })).toBe("Cancelled. Your 4 credits are back.");
});

test("a cancel that came too late is said honestly, with what it cost", () => {
  const late = { ...ENDED, state: "succeeded" } as Generation;
  expect(outcome(late)).toContain("finished before it could be stopped");
  expect(outcome(late)).toContain("its 4 credits were used");
  expect(outcome({ ...late, price: "1" })).toContain("its 1 credit was used");
});

test("of a failure only the node speaks", () => {
  expect(outcome({ ...ENDED, state: "failed" })).toBeNull();
});
