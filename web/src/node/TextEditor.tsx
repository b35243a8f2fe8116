// Writing in a text node: CodeMirror on the shared text.

import { defaultKeymap } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { useDocument } from "../document/context";
import { boundText } from "../document/text_binding";

export function TextEditor({ id }: { id: string }) {
  const document = useDocument();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current) return;
    const text = document.text(id);
    const state = EditorState.create({
      doc: text.toString(),
      selection: { anchor: text.length },
      extensions: [
        boundText(document, text),
        keymap.of(defaultKeymap),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "Text", spellcheck: "true" }),
        drawSelection(),
        placeholder("Write"),
      ],
    });
    const view = new EditorView({ state, parent: box.current });
    view.focus();
    return () => view.destroy();
  }, [document, id]);
  return <div ref={box} className="text-editor nodrag nopan nowheel cursor-text select-text" />;
}
