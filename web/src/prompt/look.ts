// How the prompt looks: a plain field of text, whatever CodeMirror thinks an editor looks like.
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

export const look: Extension = EditorView.theme({
  "&": { fontSize: "15px", color: "var(--ink)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "inherit",
    lineHeight: "1.5",
    minHeight: "84px",
    // Long prompts scroll: the lines at either end fade instead of being cut.
    maskImage: "linear-gradient(transparent, black 8px, black calc(100% - 8px), transparent)",
    maxHeight: "var(--prompt-height, 240px)",
  },
  // A chip that could be wide does not keep the lines from wrapping.
  ".cm-content": { minWidth: "0", padding: "8px 0", caretColor: "var(--accent-text)" },
  ".cm-line": { padding: "0 2px" },
  ".cm-placeholder": { color: "var(--ink-faint)" },
  ".cm-tooltip": { border: "none", backgroundColor: "transparent" },
  ".cm-tooltip.cm-tooltip-autocomplete": {
    zIndex: "40",
    padding: "4px",
    marginTop: "6px",
    borderRadius: "10px",
    backgroundColor: "var(--sheet)",
    boxShadow: "var(--shadow-float)",
    "& > ul": {
      fontFamily: "inherit",
      maxHeight: "240px",
      minWidth: "220px",
      maxWidth: "min(400px, calc(100vw - 24px))",
    },
    "& > ul > li": {
      display: "flex",
      alignItems: "center",
      gap: "8px",
      height: "36px",
      padding: "0 8px 0 4px",
      borderRadius: "6px",
      fontSize: "13px",
      color: "var(--ink)",
    },
    "& > ul > li[aria-selected]": { backgroundColor: "var(--hover)", color: "var(--ink)" },
  },
  ".cm-completionLabel": {
    flexShrink: "0",
    maxWidth: "65%",
    fontWeight: "500",
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  ".cm-completionDetail": {
    marginLeft: "0",
    minWidth: "0",
    fontStyle: "normal",
    fontSize: "12px",
    color: "var(--ink-faint)",
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  ".prompt-option-picture": {
    display: "flex",
    alignItems: "center",
    justifyContent: "center",
    width: "28px",
    height: "28px",
    borderRadius: "5px",
    overflow: "hidden",
    flexShrink: "0",
    backgroundColor: "color-mix(in oklch, var(--kind) 22%, transparent)",
  },
  ".prompt-option-picture img": { width: "100%", height: "100%", objectFit: "cover" },
});
