// Markdown without its marks, for places that show only a few words of a text.

const LINE_MARKS = /^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,3}[.)][ \t]+)/gm;
const RULES = /^[ \t]*(?:[-*_][ \t]*){3,}$/gm;
const EMPHASIS = /(\*\*\*|\*\*|\*|___|__|_|~~|`)(?=\S)([^\n]*?\S)\1/g;

export function plainWords(markdown: string): string {
  const lines = markdown.replace(RULES, "").replace(LINE_MARKS, "");
  return lines.replace(EMPHASIS, "$2").replace(EMPHASIS, "$2").trim();
}

/** What stands last: in a joined prompt, the node's own words. */
export function lastParagraph(text: string): string {
  return (
    text
      .trim()
      .split(/\n{2,}/)
      .at(-1) ?? ""
  );
}
