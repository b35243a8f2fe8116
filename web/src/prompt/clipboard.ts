// Copying out of prompts and pasting into them: chips stay whole between prompts, other programs get the words.
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { chosenChip, mentionsField } from "./chip_view";
import { clean, copied, parse, pasted } from "./chips";
import { chipsOf } from "./mentions";
import { inserted, removed } from "./moving";
import { wordsWithout } from "./plain_prompt";

/** The plain text behind a prompt, chips and all. */
export const PROMPT_TYPE = "application/x-headwater-prompt";

function take(event: ClipboardEvent, view: EditorView): boolean {
  const { main } = view.state.selection;
  const prompt = view.state.sliceDoc(main.from, main.to);
  // Nothing marked: what was on the clipboard stays there.
  if (prompt === "" || !event.clipboardData) return true;
  event.clipboardData.setData(PROMPT_TYPE, prompt);
  event.clipboardData.setData("text/plain", wordsWithout(prompt, view.state.field(mentionsField)));
  event.preventDefault();
  return true;
}

function cut(event: ClipboardEvent, view: EditorView): boolean {
  take(event, view);
  if (!event.defaultPrevented) return true;
  const { main } = view.state.selection;
  const changes = chosenChip(view.state) ? removed(view.state.doc.toString(), main.from, main.to) : main;
  view.dispatch({ changes, userEvent: "delete.cut", scrollIntoView: true });
  return true;
}

/** A chip alone stands apart from the words around it, wherever it is put. */
function put(event: ClipboardEvent, view: EditorView): boolean {
  const prompt = clean(event.clipboardData?.getData(PROMPT_TYPE) ?? "");
  if (prompt === "") return false;
  const { from, to } = view.state.selection.main;
  const [piece, ...more] = parse(prompt);
  const alone = piece?.type === "chip" && more.length === 0 && from === to;
  const { insert = "" } = alone ? inserted(view.state.doc.toString(), piece.node, from) : { insert: prompt };
  const selection = { anchor: from + insert.length };
  view.dispatch({ changes: { from, to, insert }, selection, userEvent: "input.paste", scrollIntoView: true });
  event.preventDefault();
  return true;
}

const handled = EditorView.domEventHandlers({ copy: take, cut, paste: put });

/** Words marked and dragged within the prompt take the way of plain text: their chips are known by their nodes. */
export const clipboard: Extension = [
  handled,
  EditorView.clipboardOutputFilter.of(copied),
  EditorView.clipboardInputFilter.of((text, state) => {
    const known = [...state.field(mentionsField).map(({ node }) => node), ...chipsOf(state.doc.toString())];
    return pasted(text, new Set(known));
  }),
];
