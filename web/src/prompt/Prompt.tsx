// The prompt of one node: words and chips, typed together with whoever else has this canvas open.
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { useDocument } from "../document/context";
import { boundText } from "../document/text_binding";
import { setMentions } from "./chip_view";
import { chip } from "./chips";
import { placeholderOf, placeholderPart, promptExtensions } from "./editor";
import type { Mention } from "./mentions";

export interface PromptHandle {
  /** Puts a chip where the cursor is. */
  insert: (node: string) => void;
  focus: () => void;
}

interface Props {
  nodeId: string;
  mentions: readonly Mention[];
  hint: string;
  /** Cmd or Ctrl with Enter. */
  onSubmit: () => void;
  ref?: Ref<PromptHandle>;
}

function insertChip(view: EditorView, node: string): void {
  const { from, to } = view.state.selection.main;
  const insert = `${chip(node)} `;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: "input" });
  view.focus();
}

export function Prompt({ nodeId, mentions, hint, onSubmit, ref }: Props) {
  const document = useDocument();
  const place = useRef<HTMLDivElement>(null);
  const held = useRef<EditorView | null>(null);
  const submit = useRef(onSubmit);
  submit.current = onSubmit;

  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const text = document.prompt(nodeId);
    const doc = text.toString();
    const extensions = [
      promptExtensions({ submit: () => submit.current() }),
      placeholderPart.of([]),
      boundText(document, text),
    ];
    const view = new EditorView({
      parent,
      state: EditorState.create({ doc, extensions, selection: { anchor: doc.length } }),
    });
    held.current = view;
    return () => {
      held.current = null;
      view.destroy();
    };
  }, [document, nodeId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new editor (of another node) has to be told as well
  useEffect(() => {
    held.current?.dispatch({ effects: setMentions.of(mentions) });
  }, [mentions, document, nodeId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new editor (of another node) has to be told as well
  useEffect(() => {
    held.current?.dispatch({ effects: placeholderPart.reconfigure(placeholderOf(hint)) });
  }, [hint, document, nodeId]);

  useImperativeHandle(ref, () => ({
    insert: (node) => held.current && insertChip(held.current, node),
    focus: () => held.current?.focus(),
  }));

  return <div ref={place} className="cursor-text" />;
}
