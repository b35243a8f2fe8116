import { beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { CanvasDocument } from "../document/canvas_document";
import { TABLE } from "../document/table.fixture";
import { Dependence } from "./dependence";

let canvas: CanvasDocument;
let script: string;
let still: string;
let shot: string;
let aside: string;
let dependence: Dependence;
let told: number;

/** A script from which a picture is made, from which a video is made; and a node that is connected to none of them. */
beforeEach(() => {
  canvas = new CanvasDocument("c", TABLE);
  [script, still, shot, aside] = (["text", "image", "video", "text"] as const).map((kind) =>
    canvas.addNode({ kind, x: 0, y: 0 }),
  ) as [string, string, string, string];
  canvas.connect(script, still);
  canvas.connect(still, shot);
  dependence = new Dependence(canvas, shot);
  told = 0;
  return dependence.subscribe(() => told++);
});

/** How often a panel hears of what `change` does. */
function heard(change: () => void): number {
  const before = told;
  change();
  return told - before;
}

test("a panel hears of every change of what it sends", () => {
  expect(heard(() => canvas.prompt(shot).insert(0, "Slow push in"))).toBe(1);
  expect(heard(() => canvas.setMode(shot, "create"))).toBe(1);
  expect(heard(() => canvas.setModel(shot, "builtin/camera"))).toBe(1);
  expect(heard(() => canvas.setSetting(shot, "duration", 3))).toBe(1);
  expect(heard(() => canvas.show(shot, { take: "t" }))).toBe(1);
});

test("a panel hears of what is upstream at any depth, and of its connections", () => {
  expect(heard(() => canvas.text(script).insert(0, "INT. LIGHTHOUSE"))).toBe(1);
  expect(heard(() => canvas.rename(still, "The lamp"))).toBe(1);
  expect(heard(() => canvas.show(still, { take: "t" }))).toBe(1);
  expect(heard(() => canvas.setAside(script, still, true))).toBe(1);
  expect(heard(() => canvas.connect(aside, shot))).toBe(1);
  expect(heard(() => canvas.text(aside).insert(0, "At night"))).toBe(1);
  expect(heard(() => canvas.disconnect(aside, shot))).toBe(1);
  expect(heard(() => canvas.text(aside).insert(0, "Not now. "))).toBe(0);
  expect(heard(() => canvas.deleteNodes([script]))).toBe(1);
});

test("moving, sizing and naming nodes, and editing what is not upstream, tells a panel nothing", () => {
  const silent = () => {
    canvas.moveNodes([shot, still, script, aside].map((id) => ({ id, x: 40, y: 40 })));
    canvas.resize(shot, { x: 0, y: 0, w: 400, h: 300 });
    canvas.resize(still, { x: 0, y: 0, w: 400, h: 300 });
    canvas.rename(shot, "The shot");
    canvas.text(aside).insert(0, "Something else");
    canvas.addNode({ kind: "audio", x: 0, y: 0 });
    canvas.addNode({ kind: "audio", x: 0, y: 0, connectFrom: shot });
    canvas.prompt(still).insert(0, "Its own prompt reaches nobody downstream");
  };
  expect(heard(silent)).toBe(0);
});

test("a panel hears of what another tab or person changes", () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(canvas.doc));
  const theirs = new CanvasDocument("c", TABLE, doc);
  theirs.rename(shot, "Theirs");
  theirs.text(script).insert(0, "Their words");
  expect(heard(() => Y.applyUpdate(canvas.doc, Y.encodeStateAsUpdate(doc)))).toBe(1);
});

test("what changed while nobody listened is seen when somebody does", () => {
  const other = new Dependence(canvas, shot);
  const before = other.version;
  canvas.text(script).insert(0, "Meanwhile");
  other.subscribe(() => undefined)();
  expect(other.version).toBeGreaterThan(before);
});

test("its nodes stay the same list until something is connected", () => {
  const before = dependence.nodes;
  canvas.text(script).insert(0, "More");
  expect(dependence.nodes).toBe(before);
  canvas.connect(aside, shot);
  expect(new Set(dependence.nodes)).toEqual(new Set([shot, still, script, aside]));
});
