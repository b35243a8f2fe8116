import { expect, test } from "vitest";
import { copyOf, paste, plainText, readCopied } from "../canvas/clipboard";
import { sizeOfNote } from "../canvas/geometry";
import { Scene } from "../canvas/scene";
import { CanvasDocument } from "./canvas_document";
import { Groups } from "./groups";
import { cardName, type Note } from "./schema";
import { TABLE } from "./table.fixture";

const EMPTY = { w: null, h: null, text: "" };

function canvas() {
  const document = new CanvasDocument("c", TABLE);
  return { document, written: (text: string) => document.addNote({ x: 0, y: 0, text }) };
}

const nameOf = (document: CanvasDocument, id: string) => cardName(document.card(id) as Note);

test("a note is called by how it begins, without marks; one that is empty just a note", () => {
  const { document, written } = canvas();
  expect(nameOf(document, written("## Cut to **black**\nThen silence"))).toBe("Note: Cut to black");
  expect(nameOf(document, written("😀".repeat(50)))).toBe(`Note: ${"😀".repeat(40)}…`);
  expect(nameOf(document, written(" \n"))).toBe("Note");
});

test("it is no node: no kind, no connection, none of its titles", () => {
  const { document, written } = canvas();
  const [note, text] = [written("Ask Ada"), document.addNode({ kind: "text", x: 0, y: 0 })];
  expect([document.get(note), document.kindOf(note)]).toEqual([undefined, undefined]);
  expect(document.connect(text, note).ok || document.connect(note, text).ok).toBe(false);
});

test("it grows with its words, until somebody gives it a height", () => {
  const heights = ["", "word ".repeat(60), "word ".repeat(9000)].map((text) => sizeOfNote({ ...EMPTY, text }).h);
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
  expect(new Set(heights).size).toBe(3);
  expect(sizeOfNote({ ...EMPTY, w: 300, h: 150, text: "word ".repeat(9000) })).toEqual({ w: 300, h: 150 });
});

test("it moves, is undone and belongs to a group as a node does", () => {
  const { document, written } = canvas();
  const note = written("Ask Ada");
  const scene = new Scene(document);
  scene.follow();
  document.moveNodes([{ id: note, x: 70, y: 80 }]);
  expect(scene.box(note)).toMatchObject({ x: 70, y: 80 });
  const groups = new Groups(document);
  groups.make([note]);
  expect(groups.around(note)?.members).toEqual(new Set([note]));
  document.deleteNodes([note]);
  expect(document.card(note)).toBeUndefined();
  document.undo.undo();
  expect(document.card(note)).toMatchObject({ text: "Ask Ada", x: 70 });
});

test("its copy on another canvas has its words, colour and size; another program gets the words", () => {
  const { document, written } = canvas();
  const note = written("Ask Ada");
  document.recolour(note, "pink");
  document.resize(note, { x: 0, y: 0, w: 300, h: 200 });
  const copied = readCopied(JSON.stringify(copyOf(document, [note])));
  const other = new CanvasDocument("d", TABLE);
  const [copy = ""] = copied ? paste(other, copied, { x: 5, y: 6 }) : [];
  expect(other.card(copy)).toMatchObject({ kind: "note", text: "Ask Ada", colour: "pink", x: 5, y: 6, w: 300, h: 200 });
  expect(copied && plainText(copied)).toBe("Ask Ada");
});
