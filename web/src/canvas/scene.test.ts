import { beforeEach, expect, test, vi } from "vitest";
import { CanvasDocument } from "../document/canvas_document";
import { TABLE } from "../document/table.fixture";
import { Scene } from "./scene";

let document: CanvasDocument;
let scene: Scene;

beforeEach(() => {
  document = new CanvasDocument("c", TABLE);
  scene = new Scene(document);
  return scene.follow();
});

test("a node in the hand moves on the scene and not in the document, until it is put down", () => {
  const id = document.addNode({ kind: "image", x: 0, y: 0 });
  const updates = vi.fn();
  document.doc.on("update", updates);
  scene.move([{ id, x: 500, y: 40 }]);
  expect(scene.nodeAt({ x: 510, y: 50 })).toBe(id);
  expect(updates).not.toHaveBeenCalled();
  scene.restore([id]);
  expect(scene.nodeAt({ x: 510, y: 50 })).toBeUndefined();
  expect(scene.nodeAt({ x: 10, y: 10 })).toBe(id);
});

test("of two nodes at a place the one touched last is on top", () => {
  const [below, above] = [
    document.addNode({ kind: "image", x: 0, y: 0 }),
    document.addNode({ kind: "image", x: 50, y: 50 }),
  ];
  expect(scene.nodeAt({ x: 100, y: 100 })).toBe(above);
  scene.raise(below);
  expect(scene.nodeAt({ x: 100, y: 100 })).toBe(below);
});

test("a connection is hit near its curve and not away from it", () => {
  const from = document.addNode({ kind: "text", x: 0, y: 0 });
  const to = document.addNode({ kind: "image", x: 800, y: 0 });
  document.connect(from, to);
  const key = `${from}>${to}`;
  expect(scene.linkAt({ x: 560, y: 105 }, 8)?.key).toBe(key);
  expect(scene.linkAt({ x: 560, y: 180 }, 8)).toBeUndefined();
  expect(scene.linksOf(from).map((link) => link.key)).toEqual([key]);
});

test("it follows what others do: deleted nodes and their connections are gone", () => {
  const from = document.addNode({ kind: "text", x: 0, y: 0 });
  const to = document.addNode({ kind: "image", x: 800, y: 0 });
  document.connect(from, to);
  document.doc.transact(() => document.nodes.delete(to), "someone else");
  expect(scene.box(to)).toBeUndefined();
  expect([...scene.allLinks()]).toEqual([]);
});

test("a card has its size before the content arrives, from what will be shown", () => {
  const id = document.addNode({ kind: "image", x: 0, y: 0 });
  document.show(id, { take: "t", asset: "a", width: 1280, height: 720 });
  expect(scene.box(id)).toMatchObject({ w: 320, h: 180 });
});
