import { expect, test } from "vitest";
import { TABLE } from "../document/table.fixture";
import { usesOf } from "./next_node";

test("only what may be connected is offered, words last", () => {
  expect(usesOf(TABLE, "image").map(({ kind }) => kind)).toEqual(["image", "video", "text"]);
  expect(usesOf(TABLE, "audio")).toEqual([
    { kind: "video", makes: "Next video" },
    { kind: "audio", makes: "Next audio" },
    { kind: "text", makes: "Next text" },
  ]);
});
