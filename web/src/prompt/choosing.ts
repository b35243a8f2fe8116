// Choosing a chip as one whole: with a click, or with an arrow key that comes to it; Enter then opens what is behind it.
import { EditorSelection, type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { spokenName } from "./chip_face";
import { chipAt, chipOf, chosenChip, elementOf, mentionsField, type Standing } from "./chip_view";

/** What the card beside a chip has to know of the editor. */
export interface CardWatch {
  /** The pointer rests on this chip; null: on none any more. */
  hovered: (chip: HTMLElement | null) => void;
  /** This chip is chosen; null: none is any more. */
  chosen: (chip: HTMLElement | null) => void;
  /** Into the card of the chosen chip. */
  entered: () => void;
  /** Closes the card; false where none was open. */
  close: () => boolean;
}

export function choose(view: EditorView, { node, from, to }: Standing): void {
  const mention = view.state.field(mentionsField).find((one) => one.node === node);
  const said = `${spokenName(mention)}. Enter opens it, Delete takes it out.`;
  view.dispatch({ selection: EditorSelection.range(from, to), effects: EditorView.announce.of(said) });
  view.focus();
}

function chipUnder(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-chip]") : null;
}

/** The chip that the next step in this direction would jump over. */
function ahead(view: EditorView, key: "ArrowLeft" | "ArrowRight"): Standing | null {
  const { main } = view.state.selection;
  if (!main.empty) return null;
  const leftToRight = view.textDirectionAt(main.head) === 0;
  return (key === "ArrowRight") === leftToRight
    ? chipAt(view.state, main.head, "from")
    : chipAt(view.state, main.head, "to");
}

function step(key: "ArrowLeft" | "ArrowRight") {
  return (view: EditorView): boolean => {
    const chip = ahead(view, key);
    if (chip) choose(view, chip);
    return chip !== null;
  };
}

export function choosing(watch: CardWatch): Extension {
  const pointed = EditorView.domEventHandlers({
    mousedown(event, view) {
      const chip = event.button === 0 && !event.shiftKey ? chipUnder(event.target) : null;
      const standing = chip && chipOf(view, chip);
      if (!standing) return false;
      choose(view, standing);
      return true;
    },
    mouseover: (event) => watch.hovered(chipUnder(event.target)),
    mouseleave: () => watch.hovered(null),
    blur: () => watch.chosen(null),
  });
  const keys = keymap.of([
    { key: "ArrowLeft", run: step("ArrowLeft") },
    { key: "ArrowRight", run: step("ArrowRight") },
    { key: "Escape", run: () => watch.close() },
    {
      key: "Enter",
      run: (view) => {
        if (!chosenChip(view.state)) return false;
        watch.entered();
        return true;
      },
    },
  ]);
  const followed = EditorView.updateListener.of((update) => {
    if (!update.selectionSet && !update.docChanged) return;
    const chip = chosenChip(update.state);
    watch.chosen(chip && elementOf(update.view, chip));
  });
  return [pointed, Prec.high(keys), followed];
}
