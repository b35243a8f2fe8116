import { expect, test } from "vitest";
import { CanvasDocument } from "../document/canvas_document";
import { TABLE } from "../document/table.fixture";
import { nextInOutline, outlineOrder } from "./outline_order";

test("nodes are listed as one reads, and Tab goes the same way", () => {
  const document = new CanvasDocument("c", TABLE);
  const [second, third, first] = [
    document.addNode({ kind: "image", x: 500, y: 20 }),
    document.addNode({ kind: "video", x: 0, y: 600 }),
    document.addNode({ kind: "text", x: 0, y: 60 }),
  ] as [string, string, string];
  expect(outlineOrder(document.all()).map((node) => node.id)).toEqual([first, second, third]);
  expect(nextInOutline(document, first, 1)).toBe(second);
  expect(nextInOutline(document, third, 1)).toBeNull();
  expect(nextInOutline(document, second, -1)).toBe(first);
});
