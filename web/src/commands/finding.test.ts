import { expect, test } from "vitest";
import type { CanvasNode } from "../document/schema";
import { findNodes, holds } from "./finding";

function node(title: string, prompt = "", text = ""): CanvasNode {
  const rest = { x: 0, y: 0, w: null, h: null, mode: null, model: null, settings: {}, shown: null };
  return { id: title, kind: "image", title, prompt, text, ...rest } as CanvasNode;
}

const NODES = [
  node("Night harbour", "the pier in fog"),
  node("Harbour"),
  node("Words", "", "She left the **harbour** at dawn, long before anybody else was awake."),
  node("Boat", "⟦n1⟧ far out"),
];

test("titles that begin so come first, then other titles, then prompts and texts", () => {
  expect(findNodes(NODES, "harb", 9).map(({ card }) => card.title)).toEqual(["Harbour", "Night harbour", "Words"]);
});

test("every word has to be found, wherever it stands", () => {
  expect(findNodes(NODES, "NIGHT pier", 9).map(({ card }) => card.title)).toEqual(["Night harbour"]);
});

test("a few words are shown around what was found outside the title, without marks and chips", () => {
  expect(findNodes(NODES, "dawn", 9)[0]?.around).toMatch(/^She left the harbour at dawn, long/);
  expect(findNodes(NODES, "far", 9)[0]?.around).toBe("far out");
});

test("nothing typed finds no node, and every command", () => {
  expect(findNodes(NODES, "  ", 9)).toEqual([]);
  expect(holds("Fit all in view", "")).toBe(true);
});
