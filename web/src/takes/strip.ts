// Where each take stands in the filmstrip: left to right in time, what is typed now and kept nowhere yet at the very end.
import type { Take } from "../api/types";
import type { CanvasNode, Shown } from "../document/schema";

/** Pixels from one frame of the strip to the next. */
export const PITCH = 88;
/** How many takes are asked for at once. */
export const PAGE = 40;

/** The first and the last place of the strip that are in view. */
export interface Span {
  first: number;
  last: number;
}

/** With the place that is looked at, which may have been scrolled out of view. */
export interface Seen extends Span {
  at: number;
}

/** Pages of takes by their number; page 0 holds the newest. */
export type Pages = ReadonlyMap<number, readonly Take[]>;

/** The take at a place counted from the oldest; undefined while its page is on the way. */
export function takeAt(pages: Pages, count: number, place: number): Take | undefined {
  const fromNewest = count - 1 - place;
  return pages.get(Math.floor(fromNewest / PAGE))?.[fromNewest % PAGE];
}

/** Where a take stands; null where it was not read. */
export function placeOf(pages: Pages, count: number, id: string | null): number | null {
  for (const [page, takes] of pages) {
    const index = takes.findIndex((take) => take.id === id);
    if (index >= 0) return count - 1 - page * PAGE - index;
  }
  return null;
}

/** The first and the last place that a view of the strip shows, both in pixels. */
export function placesSeen(scrolled: number, width: number, count: number): Span {
  const last = Math.min(count - 1, Math.floor((scrolled + width) / PITCH));
  return { first: Math.max(0, Math.min(last, Math.floor(scrolled / PITCH))), last };
}

/** The pages that hold the takes of these places. */
export function pagesOf(first: number, last: number, count: number): number[] {
  if (count === 0) return [];
  const [newest, oldest] = [count - 1 - last, count - 1 - first].map((at) => Math.floor(Math.max(0, at) / PAGE));
  return Array.from({ length: (oldest ?? 0) - (newest ?? 0) + 1 }, (_, index) => (newest ?? 0) + index);
}

/** The place that a key leads to from another; null for a key that leads nowhere. */
export function placeAfter(key: string, place: number, length: number): number | null {
  const places: Record<string, number> = {
    ArrowLeft: place - 1,
    ArrowRight: place + 1,
    PageUp: place - 5,
    PageDown: place + 5,
    Home: 0,
    End: length - 1,
  };
  const to = places[key];
  return to === undefined || length === 0 ? null : Math.min(length - 1, Math.max(0, to));
}

/** The id of the take that is what the node holds now, as far as they were read; null where it is none of them.

 Of a text, also an earlier one that was typed again word for word; of a copied node, its own copy of what it shows:
 `named` tells that the document names a take of this very node, so that no other can be meant. */
export function shownAmong(
  takes: readonly Pick<Take, "id" | "asset" | "text">[],
  { kind, shown, text }: Pick<CanvasNode, "kind" | "shown" | "text">,
  named: boolean,
): string | null {
  const found = takes.find(({ id }) => id === shown?.take);
  if (kind === "text") return (found?.text === text ? found : takes.find((take) => take.text === text))?.id ?? null;
  if (found || named) return found?.id ?? null;
  return takes.find(({ asset }) => asset !== null && asset === shown?.asset)?.id ?? null;
}

/** Whether the node holds typed text that none of its takes has, as far as they were read. */
export function isUnkept(node: Pick<CanvasNode, "kind" | "text">, takes: Iterable<Pick<Take, "text">>): boolean {
  if (node.kind !== "text" || node.text.trim() === "") return false;
  for (const take of takes) if (take.text === node.text) return false;
  return true;
}

/** What the document keeps of a take that a node shows. */
export function shownFrom({ id, asset, mime, width, height, seconds, rehearsal }: Take): Shown {
  return {
    take: id,
    ...(asset === null ? {} : { asset }),
    ...(mime === null ? {} : { mime }),
    ...(width && height ? { width, height } : {}),
    ...(seconds === null ? {} : { seconds }),
    ...(rehearsal ? { rehearsal } : {}),
  };
}
