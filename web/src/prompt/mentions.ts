// What a prompt can point to: the connected references and texts, by node.
import type { Kind, Panel } from "../api/types";

export interface Mention {
  node: string;
  /** What the chip says after its @: "Image 1", or the title of a text. */
  label: string;
  title: string;
  kind: Kind;
  asset: string | null;
}

/** In the order in which `@` lists them: references by number, then texts. */
export function mentionsOf(panel: Pick<Panel, "references" | "texts">): Mention[] {
  const references = panel.references.map(({ node, label, title, kind, asset }) => ({
    node,
    label,
    title,
    kind,
    asset,
  }));
  const texts = panel.texts.map(({ node, title }) => ({
    node,
    label: title,
    title,
    kind: "text" as const,
    asset: null,
  }));
  return [...references, ...texts];
}

/** Those whose label or title has the words that stand after the @. */
export function matching(mentions: readonly Mention[], words: string): Mention[] {
  const wanted = words.toLocaleLowerCase();
  return mentions.filter(({ label, title }) => `${label}\n${title}`.toLocaleLowerCase().includes(wanted));
}
