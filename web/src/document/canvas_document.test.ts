import { beforeEach, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { CanvasDocument } from "./canvas_document";
import type { ConnectionValue, NodeMap } from "./schema";
import { TABLE } from "./table.fixture";

let canvas: CanvasDocument;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  canvas = new CanvasDocument("c", TABLE);
  return () => vi.useRealTimers();
});

function add(kind: "text" | "image" | "video" | "audio" = "image"): string {
  return canvas.addNode({ kind, x: 0, y: 0 });
}

function other(): CanvasDocument {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(canvas.doc));
  return new CanvasDocument("c", TABLE, doc);
}

function connection(from: string, to: string): ConnectionValue | undefined {
  return canvas.connections.get(`${from}>${to}`);
}

describe("nodes", () => {
  test("a new node has the next number of its kind", () => {
    expect([add(), add(), add("text"), add()].map((id) => canvas.get(id)?.title)).toEqual([
      "Image 1",
      "Image 2",
      "Text 1",
      "Image 3",
    ]);
  });

  test("dragged from a point, it arrives connected, and one undo takes both away", () => {
    const from = add("text");
    const id = canvas.addNode({ kind: "image", x: 9, y: 9, connectFrom: from });
    expect(canvas.incoming(id).map((c) => c.from)).toEqual([from]);
    canvas.undo.undo();
    expect(canvas.get(id)).toBeUndefined();
    expect(canvas.connections.size).toBe(0);
  });

  test("one drag is one update, rounded to whole units", () => {
    const [a, b] = [add(), add()];
    const updates = vi.fn();
    canvas.doc.on("update", updates);
    canvas.moveNodes([
      { id: a, x: 10.4, y: 3 },
      { id: b, x: 7, y: 1 },
    ]);
    expect(updates).toHaveBeenCalledOnce();
    expect(canvas.get(a)).toMatchObject({ x: 10, y: 3 });
  });

  test("deleting one deletes its connections in the same transaction; undo brings all of it back", () => {
    const [a, b, c] = [add("text"), add(), add()];
    canvas.connect(a, b);
    canvas.connect(b, c);
    const updates = vi.fn();
    canvas.doc.on("update", updates);
    canvas.deleteNodes([b]);
    expect(updates).toHaveBeenCalledOnce();
    expect([...canvas.connections.keys()]).toEqual([]);
    canvas.undo.undo();
    expect(canvas.incoming(b).map((one) => one.from)).toEqual([a]);
    expect(canvas.outgoing(b).map((one) => one.to)).toEqual([c]);
  });

  test("an entry that this version does not understand is left alone", () => {
    canvas.nodes.set("future", new Y.Map([["kind", "hologram"]]) as NodeMap);
    expect(canvas.get("future")).toBeUndefined();
    expect(canvas.nodes.has("future")).toBe(true);
  });
});

describe("undo", () => {
  test("separate gestures are separate steps, also in the same moment", () => {
    const id = add();
    canvas.moveNodes([{ id, x: 1, y: 0 }]);
    canvas.moveNodes([{ id, x: 2, y: 0 }]);
    canvas.undo.undo();
    expect(canvas.get(id)?.x).toBe(1);
  });

  test("one gesture is one step while it goes on, and a new one after a pause", () => {
    const id = add();
    for (const x of [1, 2, 3]) canvas.moveNodes([{ id, x, y: 0 }], "nudge");
    vi.advanceTimersByTime(1000);
    canvas.moveNodes([{ id, x: 4, y: 0 }], "nudge");
    canvas.undo.undo();
    expect(canvas.get(id)?.x).toBe(3);
    canvas.undo.undo();
    expect(canvas.get(id)?.x).toBe(0);
  });

  test("takes back what I did, never what the server or another person did", () => {
    const id = add();
    canvas.moveNodes([{ id, x: 5, y: 5 }]);
    canvas.doc.transact(() => canvas.nodes.get(id)?.set("shown", { take: "t", asset: "a" }), "server");
    canvas.undo.undo();
    expect(canvas.get(id)).toMatchObject({ x: 0, shown: { take: "t", asset: "a" } });
  });

  test("choosing a take can be undone", () => {
    const id = add();
    canvas.show(id, { take: "one", asset: "a" });
    canvas.show(id, { take: "two", asset: "b" });
    canvas.undo.undo();
    expect(canvas.get(id)?.shown?.take).toBe("one");
  });
});

describe("connections", () => {
  test("are in the order they were made, and a reorder writes one of them", () => {
    const [a, b, c, to] = [add(), add(), add(), add("video")];
    for (const from of [a, b, c]) expect(canvas.connect(from, to)).toEqual({ ok: true });
    const before = [connection(a, to), connection(b, to)];
    canvas.reorder(c, to, a);
    expect(canvas.incoming(to).map((one) => one.from)).toEqual([c, a, b]);
    expect([connection(a, to), connection(b, to)]).toEqual(before);
    canvas.reorder(c, to);
    expect(canvas.incoming(to).map((one) => one.from)).toEqual([a, b, c]);
  });

  test("with equal keys, made by two people at once, can still be reordered", () => {
    const [a, b, to] = [add(), add(), add("video")];
    for (const from of [a, b]) canvas.connections.set(`${from}>${to}`, { order: "a0" });
    const [first, second] = canvas.incoming(to).map((one) => one.from) as [string, string];
    const third = add();
    canvas.connect(third, to);
    canvas.reorder(third, to, second);
    expect(canvas.incoming(to).map((one) => one.from)).toEqual([first, third, second]);
  });

  test("keep being set aside through a reorder", () => {
    const [a, b, to] = [add("text"), add("text"), add()];
    canvas.connect(a, to);
    canvas.connect(b, to);
    canvas.setAside(b, to, true);
    canvas.reorder(b, to, a);
    expect(canvas.incoming(to)[0]).toMatchObject({ from: b, aside: true });
    canvas.setAside(b, to, false);
    expect(connection(b, to)).not.toHaveProperty("aside");
  });

  test("keep the frame that was picked through a reorder, until the last one is again", () => {
    const [a, b, to] = [add("video"), add("video"), add()];
    canvas.connect(a, to);
    canvas.connect(b, to);
    canvas.setFrame(b, to, 1.5);
    canvas.reorder(b, to, a);
    expect(canvas.incoming(to)[0]).toMatchObject({ from: b, frame: 1.5 });
    canvas.undo.undo();
    canvas.setFrame(b, to, null);
    expect(connection(b, to)).not.toHaveProperty("frame");
  });

  test("give back the frame of before with one undo", () => {
    const [film, to] = [add("video"), add()];
    canvas.connect(film, to);
    canvas.setFrame(film, to, "first");
    canvas.setFrame(film, to, 3);
    canvas.undo.undo();
    expect(canvas.incoming(to)[0]?.frame).toBe("first");
  });

  test.each([-1, Number.NaN, 1e9, "last", true, {}])("with a frame that is none, %s, take the last", (frame) => {
    const [film, to] = [add("video"), add()];
    canvas.connections.set(`${film}>${to}`, { order: "a0", frame: frame as number });
    expect(canvas.incoming(to)[0]?.frame).toBeNull();
  });

  test("are refused with the reason, and nothing is written", () => {
    const [a, b] = [add(), add()];
    canvas.connect(a, b);
    expect(canvas.connect(b, a)).toEqual({ ok: false, code: "circle", message: TABLE.reasons.circle });
    expect(canvas.connections.size).toBe(1);
  });

  test("without one of their nodes are kept but not shown, until it is back", () => {
    const [a, b] = [add(), add()];
    canvas.connect(a, b);
    const nodeMap = canvas.nodes.get(a)?.clone();
    canvas.doc.transact(() => canvas.nodes.delete(a), "someone");
    expect(canvas.incoming(b)).toEqual([]);
    canvas.doc.transact(() => canvas.nodes.set(a, nodeMap as NodeMap), "someone");
    expect(canvas.incoming(b)).toHaveLength(1);
  });

  test("upstream is found at any depth", () => {
    const [a, b, c] = [add("text"), add(), add()];
    canvas.connect(a, b);
    canvas.connect(b, c);
    expect(canvas.upstreamOf(c)).toEqual(new Set([a, b]));
  });
});

describe("watching", () => {
  test("a move is not a change of version, anything else is", () => {
    const id = add();
    const version = canvas.version;
    canvas.moveNodes([{ id, x: 50, y: 50 }]);
    expect(canvas.version).toBe(version);
    canvas.rename(id, "Harbour");
    expect(canvas.version).toBe(version + 1);
  });

  test("a node's listeners hear of it and of what is connected into it, and its reading is new only then", () => {
    const [a, b] = [add("text"), add()];
    const heard = vi.fn();
    canvas.subscribeNode(b, heard);
    const reading = canvas.get(b);
    canvas.rename(a, "Script");
    expect(heard).not.toHaveBeenCalled();
    expect(canvas.get(b)).toBe(reading);
    canvas.connect(a, b);
    expect(heard).toHaveBeenCalledOnce();
  });

  test("typing is heard", () => {
    const id = add();
    const changes: string[] = [];
    canvas.subscribe(({ nodes }) => changes.push(...nodes));
    canvas.prompt(id).insert(0, "fog");
    expect(changes).toEqual([id]);
    expect(canvas.get(id)?.prompt).toBe("fog");
  });
});

test("two people's edits of the same canvas join", () => {
  const id = add();
  const theirs = other();
  theirs.prompt(id).insert(0, "harbour");
  canvas.rename(id, "Dawn");
  Y.applyUpdate(canvas.doc, Y.encodeStateAsUpdate(theirs.doc));
  expect(canvas.get(id)).toMatchObject({ title: "Dawn", prompt: "harbour" });
});
