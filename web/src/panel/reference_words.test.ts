import { describe, expect, it, test } from "vitest";
import { frameWords, momentOf, pickAt, pickOf, sentNumbers, spoken, tip } from "./reference_words";

const harbour = { label: "Image 1", title: "Harbour", place: null, unused: null, missing: null };

test("only what is sent is numbered", () => {
  expect(sentNumbers([{ unused: null }, { unused: "no use" }, { unused: null }])).toEqual([1, null, 2]);
});

describe("the accessible name", () => {
  it("says what it is called, which node it is, its number, and what it becomes", () => {
    expect(spoken(harbour, 1, 2)).toBe("Image 1: Harbour, number 1 of 2");
    expect(spoken({ ...harbour, place: "First frame" }, 1, 2)).toBe("Image 1: Harbour, number 1 of 2, First frame");
  });

  it("says why it would not be sent", () => {
    const unused = { ...harbour, unused: "This model takes no sound" };
    expect(spoken(unused, null, 1)).toBe("Image 1: Harbour, not sent, This model takes no sound");
  });

  it("says that nothing is there yet", () => {
    const empty = { ...harbour, missing: "Nothing there yet" };
    expect(spoken(empty, 1, 1)).toBe("Image 1: Harbour, number 1 of 1, Nothing there yet");
    expect(tip(empty)).toBe("Harbour · Nothing there yet");
  });
});

describe("the words at its picture", () => {
  it("are the node's title and what it becomes", () => {
    expect(tip({ ...harbour, place: "Soundtrack" })).toBe("Harbour · Soundtrack");
  });

  it("give the reason where it is unused, and never a title twice", () => {
    expect(tip({ ...harbour, title: "Image 1", unused: "No use" })).toBe("No use");
    expect(tip({ ...harbour, title: "Image 1" })).toBe("Image 1");
  });
});

describe("a frame of a video", () => {
  it("is the first or the last one at the ends of the slider", () => {
    expect([0, 1.23456, 4, 5].map((at) => pickAt(at, 4))).toEqual(["first", 1.235, null, null]);
  });

  it("stands where it is shown, and never behind the end", () => {
    expect((["first", 1.5, 9, null] as const).map((pick) => momentOf(pick, 4))).toEqual([0, 1.5, 4, 4]);
  });

  it("is read from what the panel says", () => {
    expect((["last", "first", 2] as const).map(pickOf)).toEqual([null, "first", 2]);
  });

  it("is named as one reads a clock", () => {
    expect((["first", null, 3, 65.29, 0.3] as const).map(frameWords)).toEqual([
      "First frame",
      "Last frame",
      "Frame at 0:03",
      "Frame at 1:05.2",
      "Frame at 0:00.3",
    ]);
  });
});
