import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { CanvasDocument } from "./canvas_document";
import { TABLE } from "./table.fixture";

/** The same numbers in every run (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** Whatever one writes the others have at once. */
function joined(count: number): Y.Doc[] {
  const docs = Array.from({ length: count }, () => new Y.Doc());
  for (const from of docs) {
    from.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "relayed") for (const to of docs) if (to !== from) Y.applyUpdate(to, update, "relayed");
    });
  }
  return docs;
}

const FIELDS = ["x", "title", "shown"] as const;
type Field = (typeof FIELDS)[number];
const NODES = ["a", "b", "c"];

describe("undo and redo are mine only", () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))("whatever others and the server wrote (%i)", (seed) => {
    const roll = dice(seed);
    const [mineDoc, othersDoc, serverDoc] = joined(3) as [Y.Doc, Y.Doc, Y.Doc];
    const other = new CanvasDocument("c", TABLE, othersDoc);
    other.doc.transact(() => {
      for (const id of NODES) other.nodes.set(id, new Y.Map(Object.entries({ kind: "image", x: 0, y: 0, title: id })));
    });
    const mine = new CanvasDocument("c", TABLE, mineDoc);
    /** What somebody else wrote last, where I wrote nothing after. */
    const foreign = new Map<string, unknown>();
    const ids = [...NODES];
    const read = (id: string, field: Field) => mine.nodes.get(id)?.get(field);

    for (let step = 0; step < 120; step++) {
      const id = ids[roll(ids.length)] as string;
      const field = FIELDS[roll(FIELDS.length)] as Field;
      const value = field === "x" ? step + 1 : field === "title" ? `t${step}` : { take: `t${step}` };
      const who = roll(7);
      if (who < 2) {
        mine.edit("", () => mine.nodes.get(id)?.set(field, value));
        foreign.delete(`${id} ${field}`);
      } else if (who < 4) {
        const doc = who === 2 ? othersDoc : serverDoc;
        const node = doc.getMap("nodes").get(id) as Y.Map<unknown> | undefined;
        if (!node) continue; // its adding was undone
        doc.transact(() => node.set(field, value), "server");
        foreign.set(`${id} ${field}`, value);
      } else if (who === 6) ids.push(mine.addNode({ kind: "image", x: 0, y: 0 }));
      else if (who === 4) mine.undo.undo();
      else mine.undo.redo();
      for (const [key, expected] of foreign) {
        const [node = "", name = ""] = key.split(" ");
        expect(read(node, name as Field)).toEqual(expected);
      }
      expect(mineDoc.getMap("nodes").toJSON()).toEqual(serverDoc.getMap("nodes").toJSON());
    }
  });

  test("what another typed into my text stays when I undo what I typed", () => {
    const [mineDoc, othersDoc] = joined(2) as [Y.Doc, Y.Doc];
    const mine = new CanvasDocument("c", TABLE, mineDoc);
    const id = mine.addNode({ kind: "text", x: 0, y: 0 });
    mine.edit("", () => mine.text(id).insert(0, "mine "));
    new CanvasDocument("c", TABLE, othersDoc).text(id).insert(2, "theirs");
    mine.undo.undo();
    expect(mine.text(id).toString()).toBe("theirs");
  });

  describe("a node that I added", () => {
    function added() {
      const [mineDoc, othersDoc] = joined(2) as [Y.Doc, Y.Doc];
      const mine = new CanvasDocument("c", TABLE, mineDoc);
      const first = mine.addNode({ kind: "text", x: 0, y: 0 });
      mine.undo.stopCapturing();
      const id = mine.addNode({ kind: "image", x: 0, y: 0, title: "Harbour", connectFrom: first });
      const stayed: string[] = [];
      mine.undo.stayed = (nodes) => stayed.push(...nodes);
      return { mine, other: new CanvasDocument("c", TABLE, othersDoc), first, id, stayed };
    }

    test("goes when I undo it, and comes again whole", () => {
      const { mine, id, first, stayed } = added();
      mine.undo.undo();
      expect([...mine.nodes.keys()]).toEqual([first]);
      mine.undo.redo();
      expect(mine.get(id)?.title).toBe("Harbour");
      expect(mine.incoming(id).map((connection) => connection.from)).toEqual([first]);
      expect(stayed).toEqual([]);
    });

    test("stays whole, and I am told, when another wrote in it; nothing else is undone in its place", () => {
      const { mine, other, id, first, stayed } = added();
      other.prompt(id).insert(0, "fog");
      mine.undo.undo();
      expect(mine.get(id)).toMatchObject({ kind: "image", title: "Harbour" });
      expect(mine.prompt(id).toString()).toBe("fog");
      expect(mine.incoming(id).map((connection) => connection.from)).toEqual([first]);
      expect(stayed).toEqual([id]);
      mine.undo.undo();
      expect([...mine.nodes.keys()]).toEqual([id]);
    });

    test("stays with the result of a generation", () => {
      const { mine, other, id, stayed } = added();
      other.doc.transact(() => other.nodes.get(id)?.set("shown", { take: "t" }), "server");
      mine.undo.undo();
      expect(mine.get(id)?.shown?.take).toBe("t");
      expect(stayed).toEqual([id]);
    });

    test("and deleted and undid is not deleted anew by redo once another wrote in it", () => {
      const { mine, other, id, stayed } = added();
      mine.undo.stopCapturing();
      mine.deleteNodes([id]);
      mine.undo.undo();
      other.prompt(id).insert(0, "fog");
      mine.undo.redo();
      expect(mine.prompt(id).toString()).toBe("fog");
      expect(stayed).toEqual([id]);
    });

    test("among others stays alone, and the others go", () => {
      const { mine, other, stayed } = added();
      mine.undo.stopCapturing();
      const at = { x: 0, y: 0 };
      const pasted: string[] = [];
      mine.edit("", () => {
        pasted.push(mine.addNode({ kind: "image", ...at }), mine.addNode({ kind: "image", ...at }));
      });
      const [a = "", b = ""] = pasted;
      other.prompt(b).insert(0, "fog");
      mine.undo.undo();
      expect([mine.get(a), mine.get(b)?.kind]).toEqual([undefined, "image"]);
      expect(stayed).toEqual([b]);
    });
  });
});
