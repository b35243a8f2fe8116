import { describe, expect, it } from "vitest";
import type { Run, RunNode } from "../api/types";
import { progressWords, share, whyNot, without } from "./run_words";

function node(id: string, state: RunNode["state"], told: RunNode["told"] = null): RunNode {
  return { node: id, title: id, state, generation: null, price: null, told };
}

const RUN: Run = {
  id: "r",
  canvas: "c",
  scope: { which: "canvas", nodes: [], again: false, rehearsal: false },
  state: "running",
  agreed: "12",
  spent: "4",
  stopping: false,
  created: 1,
  ended: null,
  nodes: [node("a", "reused"), node("b", "succeeded"), node("c", "going"), node("d", "waiting")],
};

describe("a run", () => {
  it("says how many of what it makes are made, and how much of what was agreed to is spent", () => {
    expect(progressWords(RUN)).toBe("Running · 1 of 3 made · 4 of 12 credits");
    expect(share(RUN)).toBeCloseTo(1 / 3);
  });

  it("says what came of it", () => {
    expect(progressWords({ ...RUN, state: "done" })).toBe("Run finished · 1 made · 4 credits");
    const rehearsal = { ...RUN, scope: { ...RUN.scope, rehearsal: true } };
    expect(progressWords({ ...rehearsal, state: "stopped" })).toBe("Rehearsal stopped · 1 of 3 made");
  });

  it("names what has no result, each with its reason", () => {
    const told = { code: "upstream", message: "It hangs on “c”" };
    const failed = { ...RUN, nodes: [node("a", "reused"), node("c", "failed"), node("d", "skipped", told)] };
    expect(without(failed).map(whyNot)).toEqual(["It failed. Look at the node", "It hangs on “c”"]);
  });
});
