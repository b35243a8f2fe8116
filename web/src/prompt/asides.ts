// A text whose block is taken out of a prompt is left out of it, instead of going first; put in again, it joins again.
import { Annotation } from "@codemirror/state";
import type { ViewUpdate } from "@codemirror/view";
import type { CanvasDocument } from "../document/canvas_document";
import { chipsOf } from "./mentions";

/** Marks an edit that moves a block to the start: its text still joins. */
export const withoutAsides = Annotation.define<true>();

export interface AsideChange {
  node: string;
  aside: boolean;
}

/** What an edit does to the texts that it takes out and puts in. `removed` and `inserted`: the words that went and came. */
export function asidesAfter(removed: string, inserted: string, after: () => string): AsideChange[] {
  const [gone, come] = [chipsOf(removed), chipsOf(inserted)];
  if (gone.length + come.length === 0) return [];
  const standing = new Set(chipsOf(after()));
  return [
    ...gone.filter((node) => !standing.has(node)).map((node) => ({ node, aside: true })),
    ...come.filter((node) => standing.has(node)).map((node) => ({ node, aside: false })),
  ];
}

/** Call it inside the transaction of the edit itself, so that one undo brings both back. */
export function keepAsides(document: CanvasDocument, nodeId: string, update: ViewUpdate): void {
  if (update.transactions.some((transaction) => transaction.annotation(withoutAsides))) return;
  let [removed, inserted] = ["", ""];
  update.changes.iterChanges((from, to, _from, _to, text) => {
    removed += update.startState.sliceDoc(from, to);
    inserted += text.toString();
  });
  const incoming = document.incoming(nodeId);
  for (const { node, aside } of asidesAfter(removed, inserted, () => update.state.doc.toString())) {
    const connection = incoming.find(({ from }) => from === node);
    const isText = document.kindOf(node) === "text";
    if (connection && isText && connection.aside !== aside) document.setAside(node, nodeId, aside);
  }
}
