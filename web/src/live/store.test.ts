import { describe, expect, it } from "vitest";
import type { Generation } from "../api/types";
import { isActive, type LiveState, NOTHING, receive, replaceGenerations } from "./store";

const open: LiveState = { ...NOTHING, canvas: "c" };

function generation(id: string, more: Partial<Generation> = {}): Generation {
  return {
    id,
    canvas: "c",
    node: "n",
    kind: "image",
    state: "running",
    progress: null,
    queue_position: null,
    text: null,
    created: 1,
    started: 1,
    ended: null,
    price: "4",
    error: null,
    take: null,
    asset: null,
    cancelling: false,
    placed: null,
    model: "m",
    mode: "create",
    prompt: "",
    ...more,
  };
}

describe("what the server tells", () => {
  it("replaces a node's generation by its later states and by later generations", () => {
    let state = receive(open, { type: "generation", generation: generation("a") });
    state = receive(state, { type: "generation", generation: generation("a", { state: "succeeded" }) });
    expect(state.generations.n?.state).toBe("succeeded");
    state = receive(state, { type: "generation", generation: generation("b", { state: "queued" }) });
    expect(state.generations.n?.id).toBe("b");
  });

  it("is not shown over a running generation when it is late news of an earlier one", () => {
    const running = receive(open, { type: "generation", generation: generation("b", { created: 2 }) });
    const state = receive(running, { type: "generation", generation: generation("a", { state: "failed" }) });
    expect(state.generations.n?.id).toBe("b");
  });

  it("never sets a generation back, when an answer comes after the events that overtook it", () => {
    const failed = generation("a", { state: "failed" });
    const queued = generation("a", { state: "queued" });
    const ended = receive(open, { type: "generation", generation: failed });
    expect(receive(ended, { type: "generation", generation: queued }).generations.n).toBe(failed);
    expect(replaceGenerations(ended, "c", [queued]).generations.n).toBe(failed);
    const placed = generation("a", { state: "succeeded", placed: true });
    const shown = receive(open, { type: "generation", generation: placed });
    const late = generation("a", { state: "succeeded" });
    expect(receive(shown, { type: "generation", generation: late }).generations.n).toBe(placed);
  });

  it("is left out when it is of another canvas", () => {
    expect(receive(open, { type: "generation", generation: generation("a", { canvas: "other" }) })).toBe(open);
  });

  it("streams text, and keeps it when a later message leaves it out", () => {
    let state = receive(open, { type: "generation", generation: generation("a", { kind: "text" }) });
    state = receive(state, { type: "generation_text", id: "a", canvas: "c", node: "n", text: "Once" });
    state = receive(state, { type: "generation", generation: generation("a", { kind: "text", progress: 0.5 }) });
    expect(state.generations.n).toMatchObject({ text: "Once", progress: 0.5 });
    expect(receive(state, { type: "generation_text", id: "old", canvas: "c", node: "n", text: "No" })).toBe(state);
  });

  it("moves the balance", () => {
    const state = receive(open, { type: "credits", balance: "988", held: "12" });
    expect([state.balance, state.held]).toEqual(["988", "12"]);
  });

  it("is read anew after the line was down", () => {
    const before = receive(open, { type: "generation", generation: generation("a") });
    const after = replaceGenerations(before, "c", [
      generation("b", { state: "succeeded" }),
      generation("a", { state: "failed" }),
    ]);
    expect(after.generations.n?.id).toBe("b");
    expect(isActive(after.generations.n)).toBe(false);
    expect(replaceGenerations(before, "other", [])).toBe(before);
  });
});
