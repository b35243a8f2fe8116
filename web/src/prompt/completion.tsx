// The list that opens at an @: what is connected, by number and title.
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { type EditorView, tooltips } from "@codemirror/view";
import { createRoot } from "react-dom/client";
import { assetPreview } from "../api/client";
import { KindIcon } from "../ui/kinds";
import { firstWords } from "./chip_face";
import { mentionsField } from "./chip_view";
import { chip } from "./chips";
import { type Mention, matching } from "./mentions";

interface MentionCompletion extends Completion {
  mention: Mention;
}

function put(view: EditorView, { mention }: MentionCompletion, from: number, to: number): void {
  const insert = `${chip(mention.node)} `;
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: "input.complete",
  });
}

function option(mention: Mention): MentionCompletion {
  const { label, title, text } = mention;
  const detail = title === label ? firstWords(text) : title;
  return {
    label,
    ...(detail ? { detail } : {}),
    mention,
    apply: (view, completion, from, to) => put(view, completion as MentionCompletion, from, to),
  };
}

function atSign(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/@[^@\n⟦⟧]{0,40}$/);
  if (!typed) return null;
  const options = matching(context.state.field(mentionsField), typed.text.slice(1)).map(option);
  return options.length > 0 ? { from: typed.from, options, filter: false } : null;
}

function picture(completion: Completion): HTMLElement {
  const { kind, asset } = (completion as MentionCompletion).mention;
  const dom = document.createElement("span");
  dom.className = "prompt-option-picture";
  dom.dataset.kind = kind;
  const seen = asset !== null && kind !== "audio";
  createRoot(dom).render(seen ? <img src={assetPreview(asset, "tiny")} alt="" /> : <KindIcon kind={kind} />);
  return dom;
}

export const completion: Extension = [
  autocompletion({
    override: [atSign],
    icons: false,
    closeOnBlur: true,
    interactionDelay: 0,
    addToOptions: [{ render: picture, position: 10 }],
  }),
  // In the sheet it would be cut off where the sheet scrolls.
  tooltips({ parent: document.body }),
];
