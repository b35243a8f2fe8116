// Edits of a Y.Text that never split a surrogate pair. An edit inside a pair (😀 → 😁 share their first half) makes Yjs
// and yrs (the server) read different texts, for good.
import type * as Y from "yjs";

export interface TextEdit {
  /** In UTF-16 units of the text before the edit. */
  at: number;
  remove: number;
  insert: string;
}

/** The same edit, grown at either end until it holds whole code points. */
export function aligned(before: string, edit: TextEdit): TextEdit {
  const from = splitsPair(before, edit.at) ? edit.at - 1 : edit.at;
  const end = edit.at + edit.remove;
  const to = splitsPair(before, end) ? end + 1 : end;
  const insert = before.slice(from, edit.at) + edit.insert + before.slice(end, to);
  return { at: from, remove: to - from, insert };
}

/** Applies an edit; call it inside a transaction. */
export function applyEdit(text: Y.Text, edit: TextEdit): void {
  const { at, remove, insert } = aligned(text.toString(), edit);
  if (remove > 0) text.delete(at, remove);
  if (insert) text.insert(at, insert);
}

/** The one edit that turns `before` into `after`, as small as whole code points allow. */
export function editBetween(before: string, after: string): TextEdit | null {
  if (before === after) return null;
  let start = 0;
  const shortest = Math.min(before.length, after.length);
  while (start < shortest && before[start] === after[start]) start++;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return aligned(before, {
    at: start,
    remove: before.length - end - start,
    insert: after.slice(start, after.length - end),
  });
}

function splitsPair(text: string, at: number): boolean {
  return at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
