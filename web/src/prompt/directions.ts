// Lets every line that holds a script from right to left run the way it is read.
import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LINE = Decoration.line({ attributes: { dir: "auto" } });

function linesOf({ visibleRanges, state }: EditorView): DecorationSet {
  const lines = new RangeSetBuilder<Decoration>();
  // A long line may be seen in parts.
  let at = 0;
  for (const { from, to } of visibleRanges) {
    for (at = Math.max(at, from); at <= to; ) {
      const line = state.doc.lineAt(at);
      if (RIGHT_TO_LEFT.test(line.text)) lines.add(line.from, line.from, LINE);
      at = line.to + 1;
    }
  }
  return lines.finish();
}

const marked = ViewPlugin.define(
  (view) => ({
    lines: linesOf(view),
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.lines = linesOf(update.view);
    },
  }),
  { decorations: (plugin) => plugin.lines },
);

export const directions: Extension = [marked, EditorView.perLineTextDirection.of(true)];
