import { expect, test } from "vitest";
import type { Generation } from "../api/types";
import { standingOf } from "./standing";

const NONE = new Set<string>();
const one = (state: Generation["state"]) => ({ id: "g", state }) as Generation;

test("what waits and what runs are both generating", () => {
  expect(standingOf(one("queued"), NONE)).toBe("generating");
  expect(standingOf(one("running"), NONE)).toBe("generating");
});

test("a failure is told until it is put aside", () => {
  expect(standingOf(one("failed"), NONE)).toBe("failed");
  expect(standingOf(one("unknown"), NONE)).toBe("failed");
  expect(standingOf(one("failed"), new Set(["g"]))).toBeNull();
});

test("of what is done, was cancelled or never began there is nothing to tell", () => {
  expect([standingOf(one("succeeded"), NONE), standingOf(one("cancelled"), NONE)]).toEqual([null, null]);
  expect(standingOf(undefined, NONE)).toBeNull();
});
