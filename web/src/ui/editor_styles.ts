// Lets CodeMirror write its styles where the content security policy allows them.
//
// CodeMirror puts its rules in a <style> element, which `style-src 'self'` refuses, except inside a shadow root: there
// it uses a constructed style sheet, which is script and therefore allowed. It keeps that sheet under a symbol of the
// root; giving the document the same symbol makes it use the constructed sheet here too.
import { EditorView } from "@codemirror/view";

export function allowEditorStyles(): void {
  const shadow = document.createElement("div").attachShadow({ mode: "open" });
  new EditorView({ root: shadow }).destroy();
  const holders = Object.getOwnPropertySymbols(shadow).filter((symbol) => symbol.description === "styleSet");
  for (const symbol of holders) Object.defineProperty(document, symbol, { value: Reflect.get(shadow, symbol) });
}
