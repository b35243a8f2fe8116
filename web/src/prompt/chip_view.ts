// Draws the chips and written brackets of a prompt, each as one whole thing to step over, choose and delete.
import { type EditorState, type Range, RangeSet, StateEffect, StateField, type Transaction } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { paintChip } from "./chip_face";
import { parse } from "./chips";
import { type Mention, sameMention } from "./mentions";

export const setMentions = StateEffect.define<readonly Mention[]>();

/** What is connected now; the chips follow it. */
export const mentionsField = StateField.define<readonly Mention[]>({
  create: () => [],
  update(mentions, transaction) {
    return transaction.effects.reduce((now, effect) => (effect.is(setMentions) ? effect.value : now), mentions);
  },
});

class ChipWidget extends WidgetType {
  constructor(
    readonly node: string,
    readonly mention: Mention | undefined,
    readonly chosen: boolean,
  ) {
    super();
  }

  override eq(other: ChipWidget): boolean {
    return other.node === this.node && other.chosen === this.chosen && sameMention(other.mention, this.mention);
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement("span");
    this.updateDOM(dom);
    return dom;
  }

  override updateDOM(dom: HTMLElement): boolean {
    paintChip(dom, this.node, this.mention);
    dom.toggleAttribute("data-chosen", this.chosen);
    return true;
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

function drawn(state: EditorState): DecorationSet {
  const mentions = new Map(state.field(mentionsField).map((mention) => [mention.node, mention]));
  const { from, to } = state.selection.main;
  const ranges: Range<Decoration>[] = [];
  for (const piece of parse(state.doc.toString())) {
    if (piece.type === "words") continue;
    const chosen = piece.from === from && piece.to === to;
    const widget = piece.type === "chip" ? new ChipWidget(piece.node, mentions.get(piece.node), chosen) : new Bracket();
    ranges.push(Decoration.replace({ widget }).range(piece.from, piece.to));
  }
  return RangeSet.of(ranges);
}

/** A caret that only wanders changes nothing: a long prompt is not read anew for it. */
function isRedrawn({ docChanged, effects, selection, startState, state }: Transaction): boolean {
  const marked = !startState.selection.main.empty || !state.selection.main.empty;
  return docChanged || effects.some((effect) => effect.is(setMentions)) || (selection !== undefined && marked);
}

export const chips = StateField.define<DecorationSet>({
  create: drawn,
  update: (value, transaction) => (isRedrawn(transaction) ? drawn(transaction.state) : value),
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
});

/** A chip where it stands. */
export interface Standing {
  node: string;
  from: number;
  to: number;
}

/** The chip that begins (or ends) at a place, if one does. */
export function chipAt(state: EditorState, place: number, edge: "from" | "to"): Standing | null {
  let found: Standing | null = null;
  state.field(chips).between(place, place, (from, to, { spec }) => {
    const { widget } = spec as { widget: WidgetType };
    if (widget instanceof ChipWidget && (edge === "from" ? from : to) === place)
      found = { node: widget.node, from, to };
  });
  return found;
}

/** The one chip that is selected, and nothing else. */
export function chosenChip(state: EditorState): Standing | null {
  const { from, to } = state.selection.main;
  const chip = from === to ? null : chipAt(state, from, "from");
  return chip?.to === to ? chip : null;
}

/** The chip that an element of the editor draws. */
export function chipOf(view: EditorView, element: Element): Standing | null {
  return chipAt(view.state, view.posAtDOM(element), "from");
}

/** The element that draws a chip, while it is on screen. */
export function elementOf(view: EditorView, { from, node }: Standing): HTMLElement | null {
  const drawn = view.contentDOM.querySelectorAll<HTMLElement>(`[data-chip="${node}"]`);
  return [...drawn].find((element) => view.posAtDOM(element) === from) ?? null;
}
