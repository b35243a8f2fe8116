import { expect, it } from "vitest";
import type { WorkflowAnalysis, WorkflowInput } from "../../api/types";
import { byNode, type Draft, keptDraft, modelName, newDraft, problemOf, rolesOf, wishOf } from "./draft";

function input(node: string, name: string, more: Partial<WorkflowInput> = {}): WorkflowInput {
  const usual = { node_title: `Node ${node}`, class_type: "It", type: "integer", value: 20 };
  const limits = { minimum: null, maximum: null, step: null, choices: null, suggestion: null, problem: null };
  return { node, input: name, ...usual, ...limits, ...more } as WorkflowInput;
}

const steps = input("3", "steps", {
  maximum: 10_000,
  suggestion: { role: "setting", title: "Steps", minimum: 1, maximum: 100, random: false },
});
const text = input("6", "text", {
  type: "text",
  value: "a cat",
  suggestion: { role: "prompt", title: "Prompt", minimum: null, maximum: null, random: false },
});
const batch = input("5", "batch_size");
const analysis: WorkflowAnalysis = {
  inputs: [steps, text, batch],
  outputs: [],
  kind: "image",
  missing: [],
  asked: true,
};

const draft = () => newDraft(analysis, "My workflow");
const changed = (index: number, more: Partial<Draft["rows"][number]>): Draft => {
  const before = draft();
  return { ...before, rows: before.rows.map((row, at) => (at === index ? { ...row, ...more } : row)) };
};

it("a new one begins with what the server suggests, and leaves everything else as it is", () => {
  expect(draft().rows.map(({ role, title }) => [role, title])).toEqual([
    ["setting", "Steps"],
    ["prompt", "Prompt"],
    ["fixed", "Batch size"],
  ]);
});

it("only what becomes something is sent, with limits where they mean something", () => {
  const { bindings, title } = wishOf(draft(), {});
  expect(title).toBe("My workflow");
  expect(bindings).toEqual([
    {
      node: "3",
      input: "steps",
      role: "setting",
      title: "Steps",
      minimum: 1,
      maximum: 100,
      default: 20,
      random: false,
      required: true,
    },
    { node: "6", input: "text", role: "prompt", title: "Prompt", random: false, required: true },
  ]);
});

it("what was kept comes back as it was, also where it is not what would be suggested", () => {
  const wish = wishOf(changed(1, { role: "fixed" }), {});
  const kept = { ...wish, kind: "image" as const, credits: "2", output: null };
  const again = keptDraft({ wish: kept, analysis });
  expect(again.rows.map(({ role }) => role)).toEqual(["setting", "fixed", "fixed"]);
  expect(wishOf(again, {}).bindings).toEqual(wish.bindings);
});

it("words can be a prompt, files a reference, and nothing else can", () => {
  expect(rolesOf(text)).toEqual(["fixed", "prompt", "setting"]);
  expect(rolesOf(input("1", "image", { type: "image" }))).toEqual(["fixed", "reference"]);
  expect(rolesOf(steps)).toEqual(["fixed", "setting"]);
});

it("a setting needs a name, and a first value within its limits", () => {
  expect(problemOf(draft())).toBe(null);
  expect(problemOf({ ...draft(), title: " " })).toBe("Give it a name.");
  expect(problemOf(changed(0, { title: "" }))).toContain("steps");
  expect(problemOf(changed(0, { maximum: 10 }))).toContain("Steps");
  expect(problemOf(changed(0, { maximum: 10, random: true }))).toBe(null);
});

it("the name of a model follows from its title and is never one that is taken", () => {
  expect(modelName("Flux: fast & good!", [])).toBe("flux-fast-good");
  expect(modelName("Flux", ["flux", "flux-2"])).toBe("flux-3");
  expect(modelName("绘画", [])).toBe("workflow");
});

it("the inputs of one node stand together", () => {
  const groups = byNode([...draft().rows, ...newDraft({ ...analysis, inputs: [input("3", "cfg")] }, "").rows]);
  expect(groups.map(({ node, rows }) => [node, rows.length])).toEqual([
    ["3", 2],
    ["6", 1],
    ["5", 1],
  ]);
});
