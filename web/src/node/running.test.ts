import { expect, test } from "vitest";
import type { Generation } from "../api/types";
import { about, stateWords, timeWords } from "./running";

const RUNNING: Generation = {
  id: "g",
  canvas: "c",
  node: "n",
  kind: "image",
  state: "running",
  progress: null,
  queue_position: null,
  created: 0,
  started: 1_000,
  ended: null,
  typical_seconds: null,
  can_check: false,
  rehearsal: false,
  variation: 0,
  price: "4",
  error: null,
  cancelling: false,
  take: null,
  asset: null,
  placed: null,
  model: "m",
  mode: "create",
  prompt: "",
};

test("what waits says how many are before it", () => {
  expect(stateWords({ ...RUNNING, state: "queued", queue_position: 2 }, false)).toBe("Waiting · 2 before it");
  expect(stateWords({ ...RUNNING, state: "queued", queue_position: 0 }, false)).toBe("Waiting to start");
  expect(stateWords({ ...RUNNING, state: "queued" }, false)).toBe("Waiting to start");
});

test("what a provider has taken and makes others first waits too, and is not timed yet", () => {
  const waiting = { ...RUNNING, queue_position: 3, typical_seconds: 20 };
  expect(stateWords(waiting, false)).toBe("Waiting · 3 before it");
  expect(timeWords(waiting, 13_400)).toBe("usually about 0:20");
});

test("progress is told where the provider tells it, and a cancel before anything else", () => {
  expect(stateWords(RUNNING, false)).toBe("Generating");
  expect(stateWords({ ...RUNNING, progress: 0.449 }, false)).toBe("Generating · 45 %");
  expect(stateWords({ ...RUNNING, progress: 0.449 }, true)).toBe("Cancelling…");
});

test("the time since it started stands beside the usual one", () => {
  expect(timeWords(RUNNING, 13_400)).toBe("0:12");
  expect(timeWords({ ...RUNNING, typical_seconds: 21.4 }, 13_400)).toBe("0:12 · usually about 0:20");
  expect(timeWords({ ...RUNNING, state: "queued", started: null, typical_seconds: 21.4 }, 0)).toBe(
    "usually about 0:20",
  );
  expect(timeWords({ ...RUNNING, started: null }, 0)).toBe("");
});

test("what takes longer than usual says so", () => {
  expect(timeWords({ ...RUNNING, typical_seconds: 20 }, 30_000)).toBe("0:29 · usually about 0:20");
  expect(timeWords({ ...RUNNING, typical_seconds: 20 }, 32_000)).toBe("0:31 · longer than the usual 0:20");
  expect(timeWords({ ...RUNNING, typical_seconds: 0.5 }, 3_000)).toBe("0:02 · usually about 0:01");
});

test("a clock that is behind the server's counts from nothing", () => {
  expect(timeWords(RUNNING, 0)).toBe("0:00");
});

test("a usual time is only as exact as it is known", () => {
  expect([0.2, 3.4, 12.4, 59, 143, 1000].map(about)).toEqual(["0:01", "0:03", "0:10", "1:00", "2:20", "17:00"]);
});
