import { expect, it } from "vitest";
import type { CanvasSummary } from "../api/types";
import { named } from "./canvases";

const canvas = (title: string): CanvasSummary => ({
  id: title,
  title,
  created: 0,
  updated: 0,
  nodes: 0,
  sketch: { nodes: [], connections: [] },
});

it("finds canvases by words of their titles, in any order and case", () => {
  const all = [canvas("A lighthouse at dusk"), canvas("Dusk"), canvas("Harbour")];
  expect(named(all, "DUSK light").map(({ title }) => title)).toEqual(["A lighthouse at dusk"]);
  expect(named(all, " ")).toHaveLength(3);
});
