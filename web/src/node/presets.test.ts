import { expect, test } from "vitest";
import type { Panel, Preset } from "../api/types";
import { CanvasDocument } from "../document/canvas_document";
import { TABLE } from "../document/table.fixture";
import { beginning } from "./use_begin";
import { grouped } from "./use_presets";

const SCORE = {
  id: "score",
  kind: "audio",
  group: "Music",
  prompt: { before: "Music for ", own: "a farewell", after: ", slow." },
  mode: "music",
  settings: { duration: 30 },
} as unknown as Preset;

const panel = (model: string) => ({ request: { model: "voice" }, modes: [{ id: "music", model }] }) as unknown as Panel;

test("a preset is one step of undo, and what is typed next is another", () => {
  const canvas = new CanvasDocument("c", TABLE);
  const id = canvas.addNode({ kind: "audio", x: 0, y: 0 });
  const empty = canvas.get(id);
  canvas.begin(id, beginning(SCORE, undefined));
  expect(canvas.get(id)).toMatchObject({
    prompt: "Music for a farewell, slow.",
    mode: "music",
    settings: { duration: 30 },
  });
  canvas.edit("", () => canvas.prompt(id).insert(0, "Quiet. "));
  canvas.undo.undo();
  expect(canvas.get(id)?.prompt).toBe("Music for a farewell, slow.");
  canvas.undo.undo();
  expect(canvas.get(id)).toEqual(empty);
});

test("the picked model stays only where it has the preset's mode", () => {
  expect(beginning(SCORE, panel("voice")).keepModel).toBe(true);
  expect(beginning(SCORE, panel("composer")).keepModel).toBe(false);
  expect(beginning({ ...SCORE, mode: null }, panel("composer"))).toMatchObject({ mode: null, keepModel: true });
});

test("groups come in the order in which they are first named", () => {
  const made = ["Moves", "Feeling", "Moves"].map((group, at) => ({ ...SCORE, group, id: String(at) }));
  expect(grouped(made).map(({ value, items }) => [value, items.length])).toEqual([
    ["Moves", 2],
    ["Feeling", 1],
  ]);
});
