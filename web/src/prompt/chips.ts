// The plain text behind a prompt: ⟦node-id⟧ is a chip, ⟦⟦ is one ⟦ that somebody wrote, all else is words.

export type Piece =
  | { type: "chip"; from: number; to: number; node: string }
  | { type: "bracket"; from: number; to: number }
  | { type: "words"; from: number; to: number; text: string };

const TOKEN = /⟦⟦|⟦([A-Za-z0-9_-]{1,64})⟧/g;

/** The pieces of a prompt in order, covering all of it; places are UTF-16 units. */
export function parse(prompt: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const words = (to: number) => {
    if (to > at) pieces.push({ type: "words", from: at, to, text: prompt.slice(at, to) });
  };
  for (const match of prompt.matchAll(TOKEN)) {
    const [from, to, node] = [match.index, match.index + match[0].length, match[1]];
    words(from);
    pieces.push(node === undefined ? { type: "bracket", from, to } : { type: "chip", from, to, node });
    at = to;
  }
  words(prompt.length);
  return pieces;
}

export function chip(node: string): string {
  return `⟦${node}⟧`;
}

/** Words as somebody wrote them, made safe to stand in a prompt. */
export function escaped(words: string): string {
  return words.replaceAll("⟦", "⟦⟦");
}

/** What is copied out of a prompt: a written ⟦ is single again, chips stay whole so that they can be pasted. */
export function copied(prompt: string): string {
  return parse(prompt)
    .map((piece) => (piece.type === "bracket" ? "⟦" : prompt.slice(piece.from, piece.to)))
    .join("");
}

/** Whole characters and single line ends only. */
export function clean(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd").replace(/\r\n?/g, "\n");
}

/** What is pasted into a prompt: chips of known nodes stay chips, any other ⟦ is one that somebody wrote. */
export function pasted(text: string, known: ReadonlySet<string>): string {
  const whole = clean(text);
  let result = "";
  let at = 0;
  for (const match of whole.matchAll(/⟦([A-Za-z0-9_-]{1,64})⟧/g)) {
    if (!known.has(match[1] ?? "")) continue;
    result += escaped(whole.slice(at, match.index)) + match[0];
    at = match.index + match[0].length;
  }
  return result + escaped(whole.slice(at));
}
