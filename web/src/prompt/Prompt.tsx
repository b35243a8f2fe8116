// The words and chips of one prompt, typed together with whoever else has this canvas open.
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { useDocument } from "../document/context";
import { boundText } from "../document/text_binding";
import { keepAsides } from "./asides";
import { carry, putAtStart } from "./carrying";
import { chipOf, setMentions } from "./chip_view";
import { chip } from "./chips";
import type { CardWatch } from "./choosing";
import { placeholderOf, placeholderPart, promptExtensions } from "./editor";
import type { Mention } from "./mentions";
import { inserted, removed } from "./moving";

export interface PromptHandle {
  /** Puts a chip where the cursor is. */
  insert: (node: string) => void;
  /** Carries a block that stands at the start, with the pointer that pressed it. */
  carry: (node: string, face: HTMLElement, press: PointerEvent, onMoved: () => void) => void;
  /** These two take the element that draws a chip. */
  remove: (chip: HTMLElement) => void;
  moveToStart: (chip: HTMLElement) => void;
  focus: () => void;
}

interface Props {
  nodeId: string;
  mentions: readonly Mention[];
  hint: string;
  /** Cmd or Ctrl with Enter. */
  onSubmit: () => void;
  card: CardWatch;
  ref?: Ref<PromptHandle>;
}

function insertChip(view: EditorView, node: string): void {
  const { from, to } = view.state.selection.main;
  const edit = inserted(view.state.doc.toString(), node, from);
  const insert = from === to ? `${edit.insert?.trimEnd()} ` : `${chip(node)} `;
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: "input.complete",
  });
  view.focus();
}

function removeChip(view: EditorView, element: HTMLElement): void {
  const standing = chipOf(view, element);
  if (!standing) return;
  view.dispatch({ changes: removed(view.state.doc.toString(), standing.from, standing.to), userEvent: "delete.cut" });
  view.focus();
}

function moveToStart(view: EditorView, element: HTMLElement): void {
  const standing = chipOf(view, element);
  if (standing) putAtStart(view, standing);
}

export function Prompt({ nodeId, mentions, hint, onSubmit, card, ref }: Props) {
  const document = useDocument();
  const place = useRef<HTMLDivElement>(null);
  const held = useRef<EditorView | null>(null);
  const submit = useRef(onSubmit);
  submit.current = onSubmit;
  const watch = useRef(card);
  watch.current = card;

  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const text = document.prompt(nodeId);
    const doc = text.toString();
    const extensions = [
      promptExtensions({ submit: () => submit.current(), card: watch.current }),
      placeholderPart.of([]),
      boundText(document, text, (update) => keepAsides(document, nodeId, update)),
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
    carry: (node, face, press, onMoved) => held.current && carry(held.current, { node, face }, press, onMoved),
    remove: (chip) => held.current && removeChip(held.current, chip),
    moveToStart: (chip) => held.current && moveToStart(held.current, chip),
    focus: () => held.current?.focus(),
  }));

  return <div ref={place} className="cursor-text" />;
}
