import { expect, it } from "vitest";
import { mending } from "./mending";

const told = (code: string, message: string) => ({ code, message, nodes: [] });

it("a missing or refused key leads to the card of its provider", () => {
  const reason = told("no_key", "Kling 4.0 needs a key for fal. Add it in the settings");
  expect(mending(reason, "fal/kling-4", null)).toEqual({
    before: "Kling 4.0 needs a key for fal. Add it in ",
    words: "the settings",
    href: "/settings#fal",
  });
  expect(mending(told("key_refused", "It was refused"), "openai/a/b", null)?.href).toBe("/settings#openai");
});

it("a retired model leads to the one to use instead, where there is one", () => {
  const reason = told("model_retired", "Sora 2 was retired on 24 September 2026. Pick Veo 3.1 instead");
  expect(mending(reason, "openai/sora-2", "openrouter/veo")).toEqual({
    before: "Sora 2 was retired on 24 September 2026. ",
    words: "Pick Veo 3.1 instead",
    model: "openrouter/veo",
  });
  expect(mending(reason, "openai/sora-2", null)).toBe(null);
});

it("a spending limit leads to where it is changed", () => {
  const reason = told("over_limit", "Needs 12 credits, today's limit leaves 3. Change it under Credits");
  expect(mending(reason, "builtin/camera", null)).toEqual({
    before: "Needs 12 credits, today's limit leaves 3. ",
    words: "Change it under Credits",
    href: "/credits",
  });
});

it("other reasons lead nowhere", () => {
  expect(mending(told("needs_credits", "Needs 12 credits, 5 left"), "builtin/camera", null)).toBe(null);
});
