import { beforeEach, expect, test } from "vitest";
import { CanvasDocument } from "../document/canvas_document";
import { TABLE } from "../document/table.fixture";
import { copyOf, paste, plainText, readCopied, withNewChips } from "./clipboard";

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
  const prompt = `like ⟦${script}⟧, not ⟦⟦this`;
  canvas.begin(picture, { prompt, mode: null, settings: {}, keepModel: true });
});

test("copies are new nodes with the same content, connected alike, and chips point at the copies", () => {
  const [text = "", image = ""] = paste(canvas, copyOf(canvas, [script, picture]), { x: 10, y: 20 });
  expect(canvas.get(text)).toMatchObject({ text: "Dawn", x: 10, y: 20, title: "Text 3" });
  expect(canvas.get(image)?.prompt).toBe(`like ⟦${text}⟧, not ⟦⟦this`);
  expect(canvas.incoming(image).map((one) => one.from)).toEqual([outside, text]);
});

test("copies keep the frame that was picked of a video", () => {
  const film = canvas.addNode({ kind: "video", x: 0, y: 0 });
  canvas.connect(film, picture);
  canvas.setFrame(film, picture, 2.5);
  const [, image = ""] = paste(canvas, copyOf(canvas, [film, picture]), { x: 0, y: 0 });
  expect(canvas.incoming(image).at(-1)).toMatchObject({ frame: 2.5 });
});

test("on another canvas connections from nodes that stayed behind are left out", () => {
  const other = new CanvasDocument("d", TABLE);
  const copied = readCopied(JSON.stringify(copyOf(canvas, [script, picture])));
  const [text = "", image = ""] = copied ? paste(other, copied, { x: 0, y: 0 }) : [];
  expect(other.incoming(image).map((one) => one.from)).toEqual([text]);
});

test("a copy of one node keeps its chips: on its canvas connected alike, elsewhere of nodes that are not there", () => {
  const [near = ""] = paste(canvas, copyOf(canvas, [picture]), { x: 0, y: 0 });
  expect(canvas.get(near)?.prompt).toBe(canvas.get(picture)?.prompt);
  expect(canvas.incoming(near).map((one) => one.from)).toEqual([outside, script]);
  const other = new CanvasDocument("d", TABLE);
  const [far = ""] = paste(other, copyOf(canvas, [picture]), { x: 0, y: 0 });
  expect(other.get(far)?.prompt).toBe(canvas.get(picture)?.prompt);
  expect(other.incoming(far)).toEqual([]);
});

test("another program gets words: a chip as what it stands for, and none of what was not copied", () => {
  expect(plainText(copyOf(canvas, [script, picture]))).toBe("Dawn\n\nlike Dawn, not ⟦this");
  expect(plainText(copyOf(canvas, [picture]))).toBe("like , not ⟦this");
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
