import { describe, expect, it } from "vitest";
import type { SketchNode } from "../api/types";
import { ASPECT, pictureOf, previewSize } from "./picture";

const node = (more: Partial<SketchNode> = {}): SketchNode => ({ kind: "image", x: 0, y: 0, ...more });

describe("the picture of a canvas", () => {
  it("has every node inside, with room around it", () => {
    const { frame, nodes } = pictureOf({ nodes: [node(), node({ x: 4000, y: -900 })], connections: [] });
    for (const { box } of nodes) {
      expect(box.x).toBeGreaterThan(frame.x);
      expect(box.y).toBeGreaterThan(frame.y);
      expect(box.x + box.w).toBeLessThan(frame.x + frame.w);
      expect(box.y + box.h).toBeLessThan(frame.y + frame.h);
    }
  });

  it("always has the same shape", () => {
    for (const nodes of [[], [node()], [node(), node({ y: 9000 })]]) {
      const { frame } = pictureOf({ nodes, connections: [] });
      expect(frame.w / frame.h).toBeCloseTo(ASPECT);
    }
  });

  it("draws a single node no larger than it is on a canvas one has just opened", () => {
    const { frame, nodes } = pictureOf({ nodes: [node()], connections: [] });
    expect((nodes[0]?.box.w ?? 0) / frame.w).toBeLessThan(0.4);
  });

  it("gives a node the shape of what it shows, else of what its settings ask for", () => {
    const { nodes } = pictureOf({
      nodes: [node({ width: 500, height: 1000 }), node({ aspect: "1:1" })],
      connections: [],
    });
    expect(nodes.map(({ box }) => box.w / box.h)).toEqual([0.5, 1]);
  });

  it("leaves out a line whose ends it does not have", () => {
    const { lines } = pictureOf({
      nodes: [node(), node({ x: 500 })],
      connections: [
        [0, 1],
        [0, 7],
      ],
    });
    expect(lines).toHaveLength(1);
  });

  it("takes tiny previews where a node is small", () => {
    const few = pictureOf({ nodes: [node()], connections: [] });
    const far = pictureOf({ nodes: [node(), node({ x: 9000 })], connections: [] });
    const sizes = [few, far].map(({ nodes, frame }) => nodes[0] && previewSize(nodes[0].box, frame));
    expect(sizes).toEqual(["card", "tiny"]);
  });
});
