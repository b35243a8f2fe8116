import { beforeEach, expect, test } from "vitest";
import { CanvasDocument } from "../document/canvas_document";
import { TABLE } from "../document/table.fixture";
import { copyOf, paste, readCopied, withNewChips } from "./clipboard";

let canvas: CanvasDocument;
let script: string;
let picture: string;
let outside: string;

beforeEach(() => {
  canvas = new CanvasDocument("c", TABLE);
  outside = canvas.addNode({ kind: "text", x: -900, y: 0 });
  script = canvas.addNode({ kind: "text", x: 0, y: 0, text: "Dawn" });
  picture = canvas.addNode({ kind: "image", x: 400, y: 0 });
  canvas.connect(outside, picture);
  canvas.connect(script, picture);
  canvas.begin(picture, { prompt: `like ⟦${script}⟧, not ⟦⟦this` });
});

test("copies are new nodes with the same content, connected alike, and chips point at the copies", () => {
  const [text = "", image = ""] = paste(canvas, copyOf(canvas, [script, picture]), { x: 10, y: 20 });
  expect(canvas.get(text)).toMatchObject({ text: "Dawn", x: 10, y: 20, title: "Text 3" });
  expect(canvas.get(image)?.prompt).toBe(`like ⟦${text}⟧, not ⟦⟦this`);
  expect(canvas.incoming(image).map((one) => one.from)).toEqual([outside, text]);
});

test("on another canvas connections from nodes that stayed behind are left out", () => {
  const other = new CanvasDocument("d", TABLE);
  const copied = readCopied(JSON.stringify(copyOf(canvas, [script, picture])));
  const [text = "", image = ""] = copied ? paste(other, copied, { x: 0, y: 0 }) : [];
  expect(other.incoming(image).map((one) => one.from)).toEqual([text]);
});

test("pasting is one step of undo", () => {
  const before = [...canvas.all()].length;
  paste(canvas, copyOf(canvas, [script, picture]), { x: 0, y: 0 });
  canvas.undo.undo();
  expect([...canvas.all()]).toHaveLength(before);
});

test("copies dragged to their place come and go as one step", () => {
  const [id = ""] = paste(canvas, copyOf(canvas, [script]), { x: 0, y: 0 });
  canvas.moveAsPartOfLast([{ id, x: 700, y: 7 }]);
  canvas.undo.undo();
  expect(canvas.get(id)).toBeUndefined();
  canvas.undo.redo();
  expect(canvas.get(id)).toMatchObject({ x: 700, y: 7 });
});

test.each(["", "hello", "{}", '{"headwater":1,"nodes":[{"id":1}],"connections":[]}'])("`%s` is not ours", (text) => {
  expect(readCopied(text)).toBeNull();
});

test("a typed bracket is no chip", () => {
  expect(withNewChips("⟦⟦a⟧ ⟦a⟧", new Map([["a", "b"]]))).toBe("⟦⟦a⟧ ⟦b⟧");
});
