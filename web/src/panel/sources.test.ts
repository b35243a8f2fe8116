import { expect, test } from "vitest";
import type { Panel } from "../api/types";
import { sourceName, sourcesOf } from "./sources";

const text = (node: string) => ({ node, title: `Text ${node}`, text: "Fog.", placed: false, aside: false });
const picture = { node: "p", title: "Harbour", label: "Image 1", kind: "image" } as Panel["references"][number];

test("each source is named once, in the order of the prompt, and its neighbours of the same kind are told apart", () => {
  const parts = ["b", null, "p", "a", "b"].map((node) => ({ node, text: "words" }));
  const found = sourcesOf({ parts, texts: [text("a"), text("b")], references: [picture] });
  expect(found.map(({ node, kind }) => [node, kind])).toEqual([
    ["b", "text"],
    ["p", "image"],
    ["a", "text"],
  ]);
  expect(found[0]?.turn).not.toBe(found[2]?.turn);
  expect(found.map(sourceName)).toEqual(["Text b", "Image 1, Harbour", "Text a"]);
});

test("a prompt of one's own words has no sources", () => {
  expect(sourcesOf({ parts: [{ node: null, text: "at dusk" }], texts: [], references: [picture] })).toEqual([]);
});
