import { expect, test } from "vitest";
import { CanvasDocument } from "../document/canvas_document";
import { TABLE } from "../document/table.fixture";
import { nextInOutline, outlineOrder } from "./outline_order";

const at = (x: number, y: number, kind: "text" | "image" | "video" = "image") => ({ kind, x, y });
const ids = (document: CanvasDocument) => outlineOrder(document).map((node) => node.id);

test("what is not connected is listed as one reads, and Tab goes the same way", () => {
  const document = new CanvasDocument("c", TABLE);
  const second = document.addNode(at(500, 20));
  const third = document.addNode(at(0, 600, "video"));
  const first = document.addNode(at(0, 60, "text"));
  expect(ids(document)).toEqual([first, second, third]);
  expect(nextInOutline(document, first, 1)).toBe(second);
  expect(nextInOutline(document, third, 1)).toBeNull();
  expect(nextInOutline(document, second, -1)).toBe(first);
});

test("what feeds comes before what is fed, wherever it stands, and a piece stays together", () => {
  const document = new CanvasDocument("c", TABLE);
  const film = document.addNode(at(0, 0, "video"));
  const alone = document.addNode(at(400, 0));
  const picture = document.addNode(at(900, 900));
  const words = document.addNode(at(1400, 1400, "text"));
  document.connect(words, picture);
  document.connect(picture, film);
  document.connect(words, film);
  expect(ids(document)).toEqual([words, picture, film, alone]);
});
