import { expect, test } from "vitest";
import { CanvasDocument } from "./canvas_document";
import { reconnect, reconnectRefusal } from "./reconnecting";
import { TABLE } from "./table.fixture";

function three() {
  const document = new CanvasDocument("c", TABLE);
  const add = (kind: "text" | "image" | "audio", x: number) => document.addNode({ kind, x, y: 0 });
  return {
    document,
    text: add("text", 0),
    image: add("image", 400),
    other: add("image", 800),
    sound: add("audio", 1200),
  };
}

test("the end that is taken to another node comes last there, and one undo brings it back", () => {
  const { document, text, image, other, sound } = three();
  document.connect(text, image);
  document.connect(image, other);
  expect(reconnect(document, { from: text, to: image }, { from: text, to: other })).toBeNull();
  expect(document.incoming(other).map(({ from }) => from)).toEqual([image, text]);
  expect(document.incoming(image)).toEqual([]);
  document.undo.undo();
  expect(document.incoming(image).map(({ from }) => from)).toEqual([text]);
  expect(document.incoming(other).map(({ from }) => from)).toEqual([image]);
  expect(sound).toBeTruthy();
});

test("another source takes the number of the one before it", () => {
  const { document, text, image, other } = three();
  const words = document.addNode({ kind: "text", x: 0, y: 400 });
  document.connect(text, other);
  document.connect(image, other);
  reconnect(document, { from: text, to: other }, { from: words, to: other });
  expect(document.incoming(other).map(({ from }) => from)).toEqual([words, image]);
});

test("a connection may be turned round, and is refused where a new one would be", () => {
  const { document, image, other, sound } = three();
  document.connect(image, other);
  expect(reconnectRefusal(document, { from: image, to: other }, { from: other, to: image })).toBeNull();
  expect(reconnectRefusal(document, { from: image, to: other }, { from: image, to: sound })?.code).toBe("pair");
  expect(reconnectRefusal(document, { from: image, to: other }, { from: image, to: image })?.code).toBe("self");
});
