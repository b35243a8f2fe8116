// The parts of a prompt's editor: chips, the list at an @, and the rules for what is typed, copied and pasted.
import { closeCompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap } from "@codemirror/commands";
import { Compartment, EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { carrying } from "./carrying";
import { chips, mentionsField } from "./chip_view";
import { escaped } from "./chips";
import { type CardWatch, choosing } from "./choosing";
import { clipboard } from "./clipboard";
import { completion } from "./completion";
import { directions } from "./directions";
import { look } from "./look";

/** A typed ⟦ is one that somebody wrote: it never opens a chip. */
const typed = EditorView.inputHandler.of((view, from, to, text) => {
  if (!text.includes("⟦")) return false;
  const insert = escaped(text);
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: "input.type",
  });
  return true;
});

/** The canvas listens for keys and for pasted pictures; what happens in a prompt is not its business. Escape leaves. */
const kept = EditorView.domEventHandlers({
  keydown: (event) => {
    if (event.key !== "Escape") event.stopPropagation();
  },
  copy: (event) => event.stopPropagation(),
  cut: (event) => event.stopPropagation(),
  paste: (event) => event.stopPropagation(),
  blur: (_event, view) => {
    closeCompletion(view);
  },
});

export const placeholderPart = new Compartment();

export function placeholderOf(words: string): Extension {
  return placeholder(words);
}

export interface PromptKeys {
  /** Cmd or Ctrl with Enter. */
  submit: () => void;
  card: CardWatch;
}

export function promptExtensions(keys: PromptKeys): Extension {
  const submit = {
    key: "Mod-Enter",
    run: () => {
      keys.submit();
      return true;
    },
  };
  return [
    Prec.highest(keymap.of([submit, ...completionKeymap])),
    mentionsField,
    chips,
    completion,
    typed,
    choosing(keys.card),
    carrying(keys.card.close),
    clipboard,
    directions,
    keymap.of(defaultKeymap.filter(({ key }) => key !== "Mod-Enter" && key !== "Mod-/")),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": "Prompt", spellcheck: "true", autocorrect: "on" }),
    EditorState.allowMultipleSelections.of(false),
    kept,
    look,
  ];
}
