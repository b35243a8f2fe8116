import { expect, test } from "vitest";
import type { Panel } from "../api/types";
import { whatChanged } from "./changed";

const REQUEST = {
  prompt: "A calm sea",
  references: [],
  mode: "create",
  model: "builtin/painter",
  settings: { a: 1, b: 2 },
};
const SHOWN = { price: "4", can_generate: true, request: REQUEST, references: [] } as unknown as Panel;

function now(request: object, more: object = {}): Panel {
  return { ...SHOWN, request: { ...REQUEST, ...request }, ...more } as Panel;
}

test("what changed under a press is named", () => {
  expect(whatChanged(SHOWN, now({ prompt: "A storm" }))).toMatch(/^The prompt changed while you pressed/);
  expect(whatChanged(SHOWN, now({ prompt: "A storm", mode: "edit", settings: { a: 2, b: 2 } }))).toMatch(
    /^The prompt, the mode and the settings changed/,
  );
});

test("settings in another order are the same settings", () => {
  expect(whatChanged(SHOWN, now({ settings: { b: 2, a: 1 } }))).toMatch(/^What would be sent changed/);
});

test("another price is told with both", () => {
  expect(whatChanged(SHOWN, now({}, { price: "7.5" }))).toMatch(/^The price is now 7.5 credits, it was 4\./);
});

test("what cannot run any more says nothing of pressing again", () => {
  expect(whatChanged(SHOWN, now({}, { can_generate: false }))).not.toMatch(/again/);
});
