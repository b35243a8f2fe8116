import { expect, test } from "vitest";
import type { Mention } from "./mentions";
import { wordsWithout } from "./plain_prompt";

const mention = (node: string, more: Partial<Mention>): Mention => ({
  node,
  label: node,
  title: node,
  kind: "text",
  state: "joins",
  asset: null,
  text: "",
  writing: false,
  unused: null,
  ...more,
});

test("other programs get the words that the chips stand for", () => {
  const mentions = [
    mention("m", { text: " Cold and patient \n" }),
    mention("p", { kind: "image", label: "Image 1" }),
    mention("out", { text: "left out", state: "aside" }),
    mention("far", { kind: "image", state: "broken" }),
  ];
  expect(wordsWithout("⟦m⟧ like ⟦p⟧ ⟦⟦so⟧⟦out⟧⟦far⟧⟦gone⟧", mentions)).toBe("Cold and patient like Image 1 ⟦so⟧");
});
