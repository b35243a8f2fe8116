import { describe, expect, it } from "vitest";
import type { PanelReference } from "../api/types";
import { type Mention, matching, mentionsOf, type Surroundings, sameMentions } from "./mentions";

const nodes: Record<string, { kind: "text" | "image"; title: string; text: string }> = {
  mood: { kind: "text", title: "Mood", text: "Cold" },
  harbour: { kind: "image", title: "Harbour", text: "" },
  mara: { kind: "image", title: "Mara", text: "" },
};
const references = [{ node: "harbour", label: "Image 1", asset: "a1" }] as PanelReference[];

function around(incoming: { from: string; aside?: boolean }[], streamed: string | null = null): Surroundings {
  return {
    get: (node) => nodes[node],
    incoming: () => incoming.map(({ from, aside = false }) => ({ from, aside })),
    streamed: () => streamed,
  };
}

const found = (prompt: string, surroundings: Surroundings) => mentionsOf("it", prompt, references, surroundings);
const short = ({ node, label, state }: Mention) => [node, label, state];

describe("what a prompt can point to", () => {
  it("is what is connected, by number or title, and says what is left out", () => {
    const mentions = found("", around([{ from: "mood", aside: true }, { from: "harbour" }]));
    expect(mentions.map(short)).toEqual([
      ["mood", "Mood", "aside"],
      ["harbour", "Image 1", "joins"],
    ]);
  });

  it("still knows what a chip names after its connection is gone, and nothing of a node that is gone", () => {
    expect(found("⟦mara⟧ ⟦harbour⟧ ⟦nobody⟧", around([{ from: "harbour" }])).map(short)).toEqual([
      ["harbour", "Image 1", "joins"],
      ["mara", "Mara", "broken"],
    ]);
  });

  it("is called by its title until the server has numbered it", () => {
    expect(found("", around([{ from: "mara" }])).map(short)).toEqual([["mara", "Mara", "joins"]]);
  });

  it("shows a text as it is being written", () => {
    expect(found("", around([{ from: "mood" }], "Cold and pat"))[0]).toMatchObject({
      text: "Cold and pat",
      writing: true,
    });
    expect(found("", around([{ from: "mood" }]))[0]).toMatchObject({ text: "Cold", writing: false });
  });

  it("is listed with references first, and without what is broken", () => {
    const mentions = found("⟦mara⟧", around([{ from: "mood" }, { from: "harbour" }]));
    expect(matching(mentions, "").map(({ node }) => node)).toEqual(["harbour", "mood"]);
    expect(matching(mentions, "HARB").map(({ node }) => node)).toEqual(["harbour"]);
  });

  it("is the same while nothing in it changes", () => {
    const one = found("", around([{ from: "mood" }]));
    expect(sameMentions(one, found("", around([{ from: "mood" }])))).toBe(true);
    expect(sameMentions(one, found("", around([{ from: "mood", aside: true }])))).toBe(false);
    expect(sameMentions(one, [])).toBe(false);
  });
});
