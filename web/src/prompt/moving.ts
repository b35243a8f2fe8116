// Where a block goes when it is moved among the words, and the spaces that come and go with it. Pure.
import { chip } from "./chips";

export interface Edit {
  from: number;
  to?: number;
  insert?: string;
}

/** Half a word is no place for a block: the nearer end of the word is. */
export function wordEdge(doc: string, at: number): number {
  if (!isWord(doc[at - 1]) || !isWord(doc[at])) return at;
  let [start, end] = [at, at];
  while (isWord(doc[start - 1])) start--;
  while (isWord(doc[end])) end++;
  return at - start < end - at ? start : end;
}

/** Puts the chip of `node` at a place, apart from the words around it. */
export function inserted(doc: string, node: string, at: number): Edit {
  const before = at > 0 && !/[\s([{"'“‘¿¡-]/.test(doc[at - 1] ?? "") ? " " : "";
  const after = isWord(doc[at]) || doc[at] === "⟦" ? " " : "";
  return { from: at, insert: `${before}${chip(node)}${after}` };
}

/** Takes out what stands between two places; of the two spaces that would then meet, one goes along. */
export function removed(doc: string, from: number, to: number): Edit {
  const [before, after] = [doc[from - 1], doc[to]];
  if (after === " " && (before === undefined || before === "\n" || before === " ")) return { from, to: to + 1 };
  if (before === " " && (after === undefined || after === "\n")) return { from: from - 1, to };
  return { from, to };
}

/** Both at once; null where it would stay in its place. */
export function moved(doc: string, node: string, from: number, to: number, at: number): Edit[] | null {
  const gap = removed(doc, from, to);
  if (at >= gap.from && at <= (gap.to ?? at)) return null;
  return [gap, inserted(doc, node, at)];
}

function isWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}\p{Surrogate}]/u.test(letter);
}
