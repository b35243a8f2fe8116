// Markdown without its marks, for places that show only a few words of a text.

const LINE_MARKS = /^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,3}[.)][ \t]+)/gm;
const RULES = /^[ \t]*(?:[-*_][ \t]*){3,}$/gm;
const LINKS = /!?\[([^\]\n]*)\]\([^)\n]*\)/g;
const EMPHASIS = /(\*\*\*|\*\*|\*|~~|`)(?=\S)([^\n]*?\S)\1/g;
/** Inside a word they belong to it, as in a file's name. */
const UNDERSCORES = /(?<!\w)(___|__|_)(?=\S)([^\n]*?\S)\1(?!\w)/g;

export function plainWords(markdown: string): string {
  const lines = markdown.replace(RULES, "").replace(LINE_MARKS, "").replace(LINKS, "$1");
  return withoutEmphasis(withoutEmphasis(lines)).trim();
}

/** One of two when they stand in each other. */
function withoutEmphasis(words: string): string {
  return words.replace(EMPHASIS, "$2").replace(UNDERSCORES, "$2");
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
