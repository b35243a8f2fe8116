import { expect, test } from "vitest";
import { type ChipDoings, cardActions } from "./card_actions";
import type { Mention } from "./mentions";

const doings: ChipDoings = {
  goTo: () => {},
  connect: () => {},
  setAside: () => {},
  insert: () => {},
  remove: () => {},
  moveToStart: () => {},
};
const mention = { node: "m", kind: "text", state: "joins" } as Mention;
const offered = (one: Mention | undefined, among = true, can: Partial<ChipDoings> = {}) =>
  cardActions(one, among, { ...doings, ...can }).map(({ words }) => words);

test("a broken chip can be connected again, unless that would be refused", () => {
  expect(offered({ ...mention, state: "broken" })).toEqual(["Connect again", "Remove", "Go there"]);
  expect(offered({ ...mention, state: "broken" }, true, { connect: null })).toEqual(["Remove", "Go there"]);
  expect(offered(undefined)).toEqual(["Remove"]);
});

test("a text can be left out wherever it stands, and put back", () => {
  expect(offered(mention)).toContain("Leave out");
  expect(offered(mention, false)).toContain("Leave out");
  expect(offered({ ...mention, state: "aside" }, false)).toContain("Put back");
});
