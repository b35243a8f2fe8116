import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { People, readPerson } from "./people";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What is said in one tab is heard in the other, while they are joined. */
function join(from: People, to: People): () => void {
  return from.speak((payload) => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint8Array(encoder, payload);
    to.hear(decoding.createDecoder(encoding.toUint8Array(encoder)));
  });
}

function two(): [People, People] {
  return [new People(new Y.Doc(), "Ada"), new People(new Y.Doc(), "Grace")];
}

test("each sees the other's name and what is selected, and quick changes are told as one", () => {
  const [ada, grace] = two();
  const spoken = vi.fn();
  join(ada, grace);
  ada.speak(spoken);
  spoken.mockClear();
  for (const id of ["a", "b", "c"]) ada.select([id]);
  vi.advanceTimersByTime(100);
  expect(spoken).toHaveBeenCalledOnce();
  expect(grace.others).toMatchObject([{ name: "Ada", selected: ["c"] }]);
  expect(ada.others).toEqual([]);
});

test("without a line nobody is here, and whoever is still there comes back with the line", () => {
  const [ada, grace] = two();
  join(ada, grace);
  const leave = grace.speak(() => undefined);
  leave();
  expect(grace.others).toEqual([]);
  join(ada, grace);
  expect(grace.others).toMatchObject([{ name: "Ada" }]);
});

test("words that are malformed are replaced", () => {
  expect(readPerson(2, { name: 7, colour: "url(x)", selected: ["a", 3] })).toEqual({
    id: 2,
    name: "Somebody",
    colour: "lime",
    selected: ["a"],
  });
  expect(readPerson(0, { name: "x".repeat(1000), selected: "all" })).toMatchObject({
    name: "x".repeat(60),
    selected: [],
  });
});
