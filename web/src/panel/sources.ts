// Where the words of a prompt come from: each source once, with a tint of its own.
import type { Kind, Panel } from "../api/types";

export interface Source {
  node: string;
  kind: Kind;
  /** "Image 1", or the title of a text. */
  label: string;
  title: string;
  /** How far its tint is turned from the colour of its kind, in degrees of hue. */
  turn: number;
}

/** Neighbours of the same kind are told apart, and none comes to the colour that another kind begins with. */
const TURNS = [0, 32, -22, 50, 16];

type Known = Pick<Panel, "parts" | "texts" | "references">;

/** In the order in which they come in the prompt. */
export function sourcesOf({ parts, texts, references }: Known): Source[] {
  const nodes = [...new Set(parts.flatMap(({ node }) => node ?? []))];
  const seen = new Map<Kind, number>();
  return nodes.flatMap((node) => {
    const reference = references.find((one) => one.node === node);
    const text = texts.find((one) => one.node === node);
    const title = reference?.title ?? text?.title;
    if (title === undefined) return [];
    const kind = reference?.kind ?? "text";
    const before = seen.get(kind) ?? 0;
    seen.set(kind, before + 1);
    return [{ node, kind, label: reference?.label ?? title, title, turn: TURNS[before % TURNS.length] ?? 0 }];
  });
}

/** "Image 1, Harbour", or the title alone. */
export function sourceName({ label, title }: Pick<Source, "label" | "title">): string {
  return label === title ? title : `${label}, ${title}`;
}
