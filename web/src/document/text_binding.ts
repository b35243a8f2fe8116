// Binds a CodeMirror editor to a Y.Text: whole code points only, our own origin, undo by the canvas document.
import { Annotation, type ChangeSpec, EditorState, type Extension, type Transaction } from "@codemirror/state";
import { type EditorView, keymap, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type * as Y from "yjs";
import { type CanvasDocument, LOCAL } from "./canvas_document";
import { applyEdit, type TextEdit } from "./text_edits";

/** Marks changes that came from the document, so that they do not go back. */
const fromDocument = Annotation.define<true>();

const WHOLE = ["move", "input.paste", "input.drop", "input.complete", "delete.cut"];

/** What else an edit changes in the document; it is undone with the edit. */
export type AlsoChanged = (update: ViewUpdate) => void;

/** Give the editor `doc: text.toString()` and this extension. Mod-z undoes on the canvas, so an editor needs no history. */
export function boundText(document: CanvasDocument, text: Y.Text, also: AlsoChanged = () => {}): Extension {
  const undo = () => document.undo.undo() !== null || true;
  const redo = () => document.undo.redo() !== null || true;
  return [
    // Otherwise CodeMirror counts "\r\n" as one and its places are not those of the Y.Text.
    EditorState.lineSeparator.of("\n"),
    ViewPlugin.define((view) => new Binding(view, document, text, also)),
    keymap.of([
      { key: "Mod-z", run: undo, preventDefault: true },
      { key: "Mod-y", run: redo, preventDefault: true },
      { key: "Mod-Shift-z", run: redo, preventDefault: true },
    ]),
  ];
}

class Binding {
  private writing = false;

  constructor(
    private readonly view: EditorView,
    private readonly document: CanvasDocument,
    private readonly text: Y.Text,
    private readonly also: AlsoChanged,
  ) {
    text.observe(this.receive);
  }

  update(update: ViewUpdate): void {
    const own = update.transactions.filter((one) => one.docChanged && !one.annotation(fromDocument));
    if (own.length === 0) return;
    const whole = own.some(isWhole);
    if (whole) this.document.undo.stopCapturing();
    this.writing = true;
    this.text.doc?.transact(() => {
      for (const edit of own.flatMap(editsOf)) applyEdit(this.text, edit);
      this.also(update);
    }, LOCAL);
    this.writing = false;
    if (whole) this.document.undo.stopCapturing();
  }

  destroy(): void {
    this.text.unobserve(this.receive);
  }

  private readonly receive = (event: Y.YTextEvent): void => {
    if (this.writing) return;
    const changes: ChangeSpec[] = [];
    let at = 0;
    for (const { insert, delete: removed = 0, retain = 0 } of event.delta) {
      if (typeof insert === "string") changes.push({ from: at, insert });
      if (removed) changes.push({ from: at, to: at + removed });
      at += removed + retain;
    }
    this.view.dispatch({ changes, annotations: fromDocument.of(true) });
  };
}

/** One step of undo by itself, however soon before or after it somebody types. */
function isWhole(transaction: Transaction): boolean {
  return WHOLE.some((event) => transaction.isUserEvent(event));
}

/** From the back, so that the places of the earlier ones still hold. */
function editsOf(transaction: Transaction): TextEdit[] {
  const edits: TextEdit[] = [];
  transaction.changes.iterChanges((from, to, _from, _to, inserted) => {
    edits.push({ at: from, remove: to - from, insert: inserted.toString() });
  });
  return edits.reverse();
}
