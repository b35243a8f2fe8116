// A prompt for other programs: plain words, its chips as what they stand for.
import { parse } from "./chips";
import type { Mention } from "./mentions";

export type Named = Pick<Mention, "node" | "label" | "kind" | "state" | "text">;

/** What another program gets: every chip as the words that it stands for. */
export function wordsWithout(prompt: string, mentions: readonly Named[]): string {
  return parse(prompt)
    .map((piece) => {
      if (piece.type !== "chip") return piece.type === "bracket" ? "⟦" : piece.text;
      const mention = mentions.find(({ node }) => node === piece.node);
      if (mention?.state !== "joins") return "";
      return mention.kind === "text" ? mention.text.trim() : mention.label;
    })
    .join("");
}
