import { expect, test, vi } from "vitest";
import type { Generation } from "../api/types";
import { awaitEnd, tellWaiting } from "./awaited";

const GOING = { id: "g1", state: "running" } as Generation;
const ENDED = { id: "g1", state: "succeeded" } as Generation;

test("an end is told once, to whoever waits for it", () => {
  const told = vi.fn();
  awaitEnd("g1", told);
  for (const news of [GOING, { ...ENDED, id: "g2" }, ENDED, ENDED]) tellWaiting(news);
  expect(told.mock.calls).toEqual([[ENDED]]);
});

test("what was called off is not told", () => {
  const told = vi.fn();
  awaitEnd("g1", told)();
  tellWaiting(ENDED);
  expect(told).not.toHaveBeenCalled();
});
