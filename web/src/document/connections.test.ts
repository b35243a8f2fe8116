import { describe, expect, test } from "vitest";
import circles from "../../../tests/cases/circles.json";
import { type ConnectionTable, kindsFor, refusal, wouldCircle } from "./connections";
import type { Kind } from "./schema";
import { TABLE } from "./table.fixture";

interface Case {
  rule: string;
  nodes: Record<string, Kind>;
  connections: string[];
  ask: string;
  refused: string | null;
}

/** The cases that both sides must decide alike. */
const cases = circles.refusals as unknown as Case[];

function graph({ nodes, connections }: Pick<Case, "nodes" | "connections">) {
  return {
    kindOf: (id: string) => nodes[id],
    targetsOf: (id: string) => connections.flatMap((key) => (key.startsWith(`${id}>`) ? key.slice(id.length + 1) : [])),
  };
}

describe("a connection", () => {
  test.each(cases)("$rule", (example) => {
    const [from = "", to = ""] = example.ask.split(">");
    expect(refusal(TABLE, graph(example), from, to)?.code ?? null).toBe(example.refused);
  });

  test("says the pair's own reason when the table has one", () => {
    const parts = graph({ nodes: { a: "audio", b: "image" }, connections: [] });
    expect(refusal(TABLE, parts, "a", "b")?.message).toBe("Sound cannot be drawn");
  });

  test("is refused where a kind is not in the table", () => {
    const empty: ConnectionTable = { ...TABLE, pairs: [] };
    expect(refusal(empty, graph({ nodes: { a: "text", b: "text" }, connections: [] }), "a", "b")?.code).toBe("pair");
  });
});

test("the circle check ends in a document that already holds a circle", () => {
  const round = graph({
    nodes: {},
    connections: ["a>b", "b>a"],
  });
  expect(wouldCircle(round, "c", "a")).toBe(false);
});

test("a kind offers only the kinds it may be connected with", () => {
  expect(kindsFor(TABLE, "audio", "from")).toEqual(["text", "video", "audio"]);
  expect(kindsFor(TABLE, "image", "to")).toEqual(["text", "image", "video"]);
});
