import { expect, test } from "vitest";
import * as Y from "yjs";
import { copyOf, paste } from "../canvas/clipboard";
import { settled } from "../canvas/group_areas";
import { Scene } from "../canvas/scene";
import { CanvasDocument } from "./canvas_document";
import { Groups } from "./groups";
import { TABLE } from "./table.fixture";

function canvas() {
  const document = new CanvasDocument("c", TABLE);
  const add = (x: number) => document.addNode({ kind: "image", x, y: 0 });
  const groups = new Groups(document);
  return { document, groups, nodes: [add(0), add(400), add(4000)] as [string, string, string] };
}

const titles = (groups: Groups) => [...groups.all()].map(({ title, members }) => [title, members.size]);

test("nodes are grouped under the next free name and a colour of its own, and one undo parts them", () => {
  const { document, groups, nodes } = canvas();
  groups.make(nodes.slice(0, 2));
  groups.make(nodes.slice(2));
  expect(titles(groups)).toEqual([
    ["Group 1", 2],
    ["Group 2", 1],
  ]);
  expect(new Set([...groups.all()].map(({ colour }) => colour)).size).toBe(2);
  document.undo.undo();
  expect(titles(groups)).toEqual([["Group 1", 2]]);
});

test("a group is its nodes: without them it is not there, and it comes back with them", () => {
  const { document, groups, nodes } = canvas();
  groups.make(nodes.slice(0, 2));
  document.deleteNodes(nodes.slice(0, 2));
  expect(titles(groups)).toEqual([]);
  document.undo.undo();
  expect(titles(groups)).toEqual([["Group 1", 2]]);
  expect(groups.of(new Set(nodes.slice(0, 2)))?.title).toBe("Group 1");
  expect(groups.of(new Set(nodes))).toBeUndefined();
});

test("given up, its nodes stay", () => {
  const { document, groups, nodes } = canvas();
  groups.giveUp(groups.make(nodes));
  expect(titles(groups)).toEqual([]);
  expect([...document.all()].length).toBe(3);
});

test("what two do to a group at once converges: the name of one, the colour of the other, a node less", () => {
  const { document, groups, nodes } = canvas();
  const id = groups.make(nodes);
  const other = new CanvasDocument("c", TABLE);
  const meet = () => {
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(document.doc));
    Y.applyUpdate(document.doc, Y.encodeStateAsUpdate(other.doc));
  };
  meet();
  const theirs = new Groups(other);
  groups.rename(id, "Scene 1");
  theirs.recolour(id, "pink");
  other.deleteNodes(nodes.slice(0, 1));
  meet();
  const shown = [...groups.all()].map(({ title, colour, members }) => [title, colour, [...members].sort()]);
  expect(shown).toEqual([["Scene 1", "pink", nodes.slice(1).sort()]]);
  expect([...theirs.all()].map(({ title, colour, members }) => [title, colour, [...members].sort()])).toEqual(shown);
});

test("a card put down in a group comes into it, one put down outside leaves; a whole group stays one", () => {
  const { document, groups, nodes } = canvas();
  const [first, second, far] = nodes;
  const id = groups.make([first, second]);
  const scene = new Scene(document);
  expect(settled([{ id: far, x: 200, y: 20 }], groups, scene)).toEqual([{ id: far, x: 200, y: 20, group: id }]);
  expect(settled([{ id: second, x: 9000, y: 0 }], groups, scene)).toEqual([{ id: second, x: 9000, y: 0, group: null }]);
  const whole = [
    { id: first, x: 4000, y: 0 },
    { id: second, x: 4400, y: 0 },
  ];
  expect(settled(whole, groups, scene)).toEqual(whole);
});

test("copies of a whole group are a group of their own, copies of a part stay in it", () => {
  const { document, groups, nodes } = canvas();
  groups.make(nodes.slice(0, 2));
  paste(document, copyOf(document, nodes.slice(0, 2)), { x: 0, y: 500 });
  expect(titles(groups)).toEqual([
    ["Group 1", 2],
    ["Group 1", 2],
  ]);
  paste(document, copyOf(document, nodes.slice(0, 1)), { x: 0, y: 900 });
  expect(
    titles(groups)
      .map(([, size]) => size)
      .sort(),
  ).toEqual([2, 3]);
});
