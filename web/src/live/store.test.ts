import { describe, expect, it } from "vitest";
import type { Generation, Run } from "../api/types";
import { isActive, type LiveState, NOTHING, receive, replaceGenerations } from "./store";

const open: LiveState = { ...NOTHING, canvas: "c" };

const RUN: Run = {
  id: "r",
  canvas: "c",
  scope: { which: "canvas", nodes: [], again: false, rehearsal: false },
  state: "running",
  agreed: "4",
  spent: "0",
  stopping: false,
  created: 1,
  ended: null,
  nodes: [],
};

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
    can_check: false,
    rehearsal: false,
    variation: 0,
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

  it("shows how a generation looks so far, and nothing of it once it has ended", () => {
    const picture = { type: "generation_preview" as const, id: "a", canvas: "c", node: "n", image: "data:image/png;," };
    const running = receive(open, { type: "generation", generation: generation("a") });
    const shown = receive(running, picture);
    expect(shown.previews.n).toEqual({ id: "a", image: picture.image });
    const ended = receive(shown, { type: "generation", generation: generation("a", { state: "succeeded" }) });
    expect(ended.previews).toEqual({});
    expect(receive(ended, picture)).toBe(ended);
    expect(receive(running, { ...picture, id: "b" })).toBe(running);
  });

  it("keeps a node generating until the last of several takes has ended", () => {
    const takes = ["a", "b"].map((id, variation) => generation(id, { variation }));
    let state = takes.reduce((before, one) => receive(before, { type: "generation", generation: one }), open);
    expect(state.going.n?.map(({ id }) => id)).toEqual(["a", "b"]);
    state = receive(state, { type: "generation", generation: generation("b", { state: "succeeded", variation: 1 }) });
    expect(state.generations.n?.id).toBe("a");
    expect(replaceGenerations(state, "c", takes).going.n?.map(({ id }) => id)).toEqual(["a"]);
    state = receive(state, { type: "generation", generation: generation("a", { state: "succeeded" }) });
    expect([isActive(state.generations.n), state.going.n]).toEqual([false, []]);
  });

  it("keeps the newest run of the canvas, and is never set back by an answer that comes late", () => {
    const run = (id: string, more: Partial<Run> = {}) => ({ type: "run" as const, run: { ...RUN, id, ...more } });
    let state = receive(open, run("one"));
    state = receive(state, run("one", { state: "done", ended: 9 }));
    expect(receive(state, run("one")).run?.state).toBe("done");
    expect(receive(state, run("old", { created: 0 })).run?.id).toBe("one");
    expect(receive(state, run("two", { created: 2 })).run?.id).toBe("two");
    expect(receive(state, run("far", { created: 3, canvas: "other" })).run?.id).toBe("one");
  });

  it("puts a run together of what moved, and a late answer with all of it sets no node back", () => {
    const of = (...nodes: [string, "waiting" | "going" | "succeeded"][]) => ({
      type: "run" as const,
      run: {
        ...RUN,
        nodes: nodes.map(([node, state]) => ({ node, title: node, state, generation: null, price: null, told: null })),
      },
    });
    const states = ({ run }: typeof open) => run?.nodes.map(({ node, state }) => `${node} ${state}`);
    const begun = receive(open, of(["a", "going"], ["b", "waiting"]));
    const moved = receive(receive(begun, of(["a", "succeeded"])), of(["b", "going"]));
    expect(states(moved)).toEqual(["a succeeded", "b going"]);
    expect(states(receive(moved, of(["a", "going"], ["b", "waiting"])))).toEqual(["a succeeded", "b going"]);
    const partly = receive(open, of(["b", "going"]));
    expect(states(receive(partly, of(["a", "going"], ["b", "waiting"])))).toEqual(["a going", "b going"]);
    expect(receive(moved, { type: "run", run: { ...RUN, stopping: true, nodes: [] } }).run).toMatchObject({
      stopping: true,
      nodes: moved.run?.nodes,
    });
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
