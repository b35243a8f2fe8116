// What a prompt can point to: the connected references and texts by node, and what its chips still name.
import type { Kind, PanelReference } from "../api/types";
import type { Connection } from "../document/schema";
import { parse } from "./chips";

/** `aside`: a text that is left out of the prompt. `broken`: no longer connected, but still on the canvas. */
export type MentionState = "joins" | "aside" | "broken";

export interface Mention {
  node: string;
  /** What the chip says after its @: "Image 1", or the title of a text. */
  label: string;
  title: string;
  kind: Kind;
  state: MentionState;
  asset: string | null;
  /** All of a text, as far as it is written. */
  text: string;
  /** Whether it is being written just now. */
  writing: boolean;
  /** Why the reference would not be sent, in words. */
  unused: string | null;
}

interface Source {
  readonly kind: Kind;
  readonly title: string;
  readonly text: string;
}

/** As much of a canvas document as a prompt asks about. */
export interface Surroundings {
  get: (node: string) => Source | undefined;
  incoming: (node: string) => readonly Pick<Connection, "from" | "aside">[];
  /** What is being written into a text node just now, or null. */
  streamed: (node: string) => string | null;
}

/** References and texts in connection order, then what only a chip in `prompt` still names. */
export function mentionsOf(
  node: string,
  prompt: string,
  references: readonly PanelReference[],
  around: Surroundings,
): Mention[] {
  const connected = around.incoming(node);
  const broken = chipsOf(prompt).filter((chip) => !connected.some(({ from }) => from === chip));
  return [
    ...connected.map(({ from, aside }) => mentionOf(from, aside ? "aside" : "joins", references, around)),
    ...broken.map((chip) => mentionOf(chip, "broken", references, around)),
  ].filter((mention) => mention !== null);
}

/** The nodes that a prompt names, each once. */
export function chipsOf(prompt: string): string[] {
  return [...new Set(parse(prompt).flatMap((piece) => (piece.type === "chip" ? [piece.node] : [])))];
}

function mentionOf(
  node: string,
  state: MentionState,
  references: readonly PanelReference[],
  { get, streamed }: Surroundings,
): Mention | null {
  const source = get(node);
  if (!source) return null;
  const reference = references.find((one) => one.node === node);
  const { kind, title } = source;
  // A reference that was connected a moment ago has its number with the server's next answer.
  const label = state === "broken" ? title : (reference?.label ?? title);
  const written = kind === "text" ? streamed(node) : null;
  const text = kind === "text" ? (written ?? source.text) : "";
  const { asset = null, unused = null } = reference ?? {};
  return { node, label, title, kind, state, asset, text, writing: written !== null, unused };
}

export function sameMentions(one: readonly Mention[], other: readonly Mention[]): boolean {
  return one.length === other.length && one.every((mention, index) => sameMention(mention, other[index]));
}

export function sameMention(one: Mention | undefined, other: Mention | undefined): boolean {
  if (!one || !other) return one === other;
  return (Object.keys(one) as (keyof Mention)[]).every((key) => one[key] === other[key]);
}

/** What `@` lists for the words after it: what is connected, references by number and then texts. */
export function matching(mentions: readonly Mention[], words: string): Mention[] {
  const wanted = words.toLocaleLowerCase();
  const listed = mentions.filter(
    ({ state, label, title }) => state !== "broken" && `${label}\n${title}`.toLocaleLowerCase().includes(wanted),
  );
  return [...listed.filter(({ kind }) => kind !== "text"), ...listed.filter(({ kind }) => kind === "text")];
}
