// The first lines of a text as its card has them, near enough to be read from afar.
import { plainWords } from "../../ui/plain_words";

/** As in a text node: canvas units around the text, from line to line, and of an average letter. */
export const TEXT = { side: 18, top: 16, line: 22.5, letter: 6.9 };
/** More letters than these no card shows. */
const LONGEST = 900;

/** Broken between words to the width of a card, as many as its height holds. */
export function textLines(text: string, { w, h }: { w: number; h: number }): string[] {
  const letters = Math.max(8, Math.floor((w - 2 * TEXT.side) / TEXT.letter));
  const most = Math.max(1, Math.floor((h - 2 * TEXT.top) / TEXT.line));
  const lines: string[] = [];
  for (const line of plainWords(text.slice(0, LONGEST)).split("\n")) {
    lines.push(...broken(line, letters));
    if (lines.length >= most) break;
  }
  return lines.slice(0, most);
}

function broken(line: string, letters: number): string[] {
  const lines = [""];
  for (const word of line.split(" ").flatMap((each) => pieces(each, letters))) {
    const last = lines.length - 1;
    const longer = lines[last] ? `${lines[last]} ${word}` : word;
    if (longer.length <= letters || !lines[last]) lines[last] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A word longer than a line goes over several; letters of two units are as wide as two. */
function pieces(word: string, letters: number): string[] {
  const parts = [""];
  for (const letter of word) {
    const last = parts.length - 1;
    if ((parts[last] + letter).length <= letters) parts[last] += letter;
    else parts.push(letter);
  }
  return parts;
}
