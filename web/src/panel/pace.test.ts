import { beforeEach, describe, expect, test, vi } from "vitest";
import { LONGEST, Pace, QUIET } from "./pace";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  return () => vi.useRealTimers();
});

function counting(answer = () => Promise.resolve()) {
  const ask = vi.fn(answer);
  return { ask, pace: new Pace(ask) };
}

describe("asking", () => {
  test("waits until all is quiet, and then asks once", async () => {
    const { ask, pace } = counting();
    for (let key = 0; key < 3; key++) {
      pace.soon();
      await vi.advanceTimersByTimeAsync(QUIET - 1);
    }
    expect(ask).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  test("does not wait longer than a person would, however much is typed", async () => {
    const { ask, pace } = counting();
    for (let key = 0; key < 40; key++) {
      pace.soon();
      await vi.advanceTimersByTimeAsync(50);
    }
    await vi.advanceTimersByTimeAsync(QUIET);
    expect(ask.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(ask.mock.calls.length).toBeLessThanOrEqual(2000 / LONGEST + 1);
  });

  test("never asks twice at once, and asks again for what came meanwhile", async () => {
    const answers: (() => void)[] = [];
    const { ask, pace } = counting(() => new Promise<void>((resolve) => answers.push(resolve)));
    pace.now();
    await vi.advanceTimersByTimeAsync(0);
    pace.soon();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ask).toHaveBeenCalledTimes(1);
    answers[0]?.();
    await vi.advanceTimersByTimeAsync(QUIET);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  test("tries again what failed, after longer and longer, until there is an answer", async () => {
    const { ask, pace } = counting();
    pace.failed();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ask).toHaveBeenCalledTimes(1);
    pace.failed();
    await vi.advanceTimersByTimeAsync(1_999);
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(ask).toHaveBeenCalledTimes(2);
    pace.answered();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  test("a panel that was closed asks nothing any more", async () => {
    const { ask, pace } = counting();
    pace.soon();
    pace.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).not.toHaveBeenCalled();
  });
});
