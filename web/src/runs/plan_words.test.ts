import { describe, expect, it } from "vitest";
import type { Plan, PlannedNode } from "../api/types";
import { fate, priceOf, startName, summary } from "./plan_words";

const NODE: PlannedNode = {
  node: "a",
  title: "Harbour",
  kind: "image",
  does: "run",
  model: "builtin/painter",
  model_name: "Painter",
  price: "4",
  exact: true,
  typical_seconds: 12,
  needs: [],
  reason: null,
  why: [],
  agreed: "",
};

const PLAN: Plan = {
  scope: { which: "canvas", nodes: [], again: false, rehearsal: false },
  nodes: [NODE, { ...NODE, does: "reused" }, { ...NODE, does: "blocked" }],
  price: "4",
  exact: true,
  seconds: 70,
  can_run: true,
  reason: null,
  hash: "h",
};

describe("a plan", () => {
  it("says how many are made, how many stay, how many cannot run, and how long it takes", () => {
    expect(summary(PLAN)).toBe("1 to make · 1 as it is · 1 cannot run · about 1:10");
  });

  it("says nothing of time where nothing is made", () => {
    expect(summary({ ...PLAN, nodes: [{ ...NODE, does: "kept" }] })).toBe("0 to make · 1 as it is");
  });

  it("names its price, and says where it is the most that it can be", () => {
    expect(startName(PLAN)).toBe("Run, 4 credits");
    expect(startName({ ...PLAN, exact: false })).toBe("Run, at most 4 credits");
  });
});

describe("a node of it", () => {
  it("has a price only where something is sent", () => {
    expect(priceOf(NODE)).toBe("4");
    expect(priceOf({ ...NODE, exact: false })).toBe("about 4");
    expect(priceOf({ ...NODE, does: "reused", price: "0" })).toBe("");
  });

  it("says what becomes of it", () => {
    expect(fate(NODE)).toBe("Painter · about 0:10");
    expect(fate({ ...NODE, does: "blocked", reason: { code: "no_prompt", message: "Write a prompt" } })).toBe(
      "Write a prompt",
    );
  });
});
