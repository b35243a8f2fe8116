// Draws the chips and written brackets of a prompt, each as one whole thing to step over and delete.
import { type EditorState, type Range, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { parse } from "./chips";
import type { Mention } from "./mentions";

export const setMentions = StateEffect.define<readonly Mention[]>();

/** What is connected now; the chips follow it. */
export const mentionsField = StateField.define<readonly Mention[]>({
  create: () => [],
  update(mentions, transaction) {
    return transaction.effects.reduce((now, effect) => (effect.is(setMentions) ? effect.value : now), mentions);
  },
});

class Chip extends WidgetType {
  constructor(
    readonly label: string,
    readonly kind: string | null,
  ) {
    super();
  }

  override eq(other: Chip): boolean {
    return other.label === this.label && other.kind === this.kind;
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement("span");
    dom.className = "prompt-chip";
    dom.textContent = `@${this.label}`;
    if (this.kind) dom.dataset.kind = this.kind;
    else dom.title = "This node is no longer connected. Connect it again, or delete this.";
    return dom;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

class Bracket extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement("span");
    dom.textContent = "⟦";
    return dom;
  }
}

function chipOf(node: string, mentions: readonly Mention[]): Chip {
  const mention = mentions.find((one) => one.node === node);
  return mention ? new Chip(mention.label, mention.kind) : new Chip("not connected", null);
}

function drawn(state: EditorState): DecorationSet {
  const mentions = state.field(mentionsField);
  const ranges: Range<Decoration>[] = [];
  for (const piece of parse(state.doc.toString())) {
    if (piece.type === "words") continue;
    const widget = piece.type === "chip" ? chipOf(piece.node, mentions) : new Bracket();
    ranges.push(Decoration.replace({ widget }).range(piece.from, piece.to));
  }
  return RangeSet.of(ranges);
}

export const chips = StateField.define<DecorationSet>({
  create: drawn,
  update(value, transaction) {
    const renamed = transaction.effects.some((effect) => effect.is(setMentions));
    return transaction.docChanged || renamed ? drawn(transaction.state) : value;
  },
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
});
