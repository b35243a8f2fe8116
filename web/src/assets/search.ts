// What is looked for among the assets: as it stands in the address, and as the server is asked.
import type { AssetQuery, Kind } from "../api/types";
import type { SearchForm } from "../ui/search_address";

export type AssetKind = Exclude<Kind, "text">;

export interface AssetSearch {
  kind: AssetKind | null;
  words: string;
  /** Id of a model. */
  model: string | null;
  /** Id of a canvas. */
  canvas: string | null;
  /** Days as "2026-11-22", both included; in the time zone of whoever looks. */
  from: string | null;
  to: string | null;
  /** What was deleted, instead of what is kept. */
  bin: boolean;
}

export const EVERYTHING: AssetSearch = {
  kind: null,
  words: "",
  model: null,
  canvas: null,
  from: null,
  to: null,
  bin: false,
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MEDIA: readonly string[] = ["image", "video", "audio"] satisfies AssetKind[];

/** From an address; what does not fit there is left out. */
export function readSearch(address: string): AssetSearch {
  const said = new URLSearchParams(address);
  const kind = said.get("kind") ?? "";
  return {
    kind: MEDIA.includes(kind) ? (kind as AssetKind) : null,
    words: said.get("words") ?? "",
    model: said.get("model"),
    canvas: said.get("canvas"),
    from: dayIn(said.get("from")),
    to: dayIn(said.get("to")),
    bin: said.has("bin"),
  };
}

/** For an address: "" or "?kind=image&words=fog". `open`: the asset that is looked at. */
export function writeSearch(search: AssetSearch, open: string | null = null): string {
  const said = new URLSearchParams();
  for (const name of ["kind", "words", "model", "canvas", "from", "to"] as const) {
    if (search[name]) said.set(name, search[name]);
  }
  if (search.bin) said.set("bin", "");
  if (open) said.set("open", open);
  const written = said.toString().replace(/bin=(?=&|$)/, "bin");
  return written && `?${written}`;
}

/** Where one asset is looked at. */
export function assetAddress(id: string): string {
  return `/assets${writeSearch(EVERYTHING, id)}`;
}

export function queryOf({ kind, words, model, canvas, from, to, bin }: AssetSearch): AssetQuery {
  return {
    ...(kind ? { kind } : {}),
    ...(words.trim() ? { words: words.trim() } : {}),
    ...(model ? { model } : {}),
    ...(canvas ? { canvas } : {}),
    ...(from ? { since: midnight(from) } : {}),
    ...(to ? { until: midnight(to, 1) } : {}),
    ...(bin ? { deleted: true } : {}),
  };
}

/** Whether anything but the bin narrows what is found. */
export function narrows(search: AssetSearch): boolean {
  return writeSearch({ ...search, bin: false }) !== "";
}

/** The first moment of a day, or of the day so many days later, in milliseconds since 1970. */
export function midnight(day: string, later = 0): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).getTime();
}

/** The day so many days before `now`, as it is written here. */
export function daysAgo(days: number, now = new Date()): string {
  const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);
  const [month, date] = [then.getMonth() + 1, then.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${then.getFullYear()}-${month}-${date}`;
}

/** A day as it is written here; null for anything else. */
export function dayIn(text: string | null): string | null {
  return text && DAY.test(text) && !Number.isNaN(midnight(text)) ? text : null;
}

export const ADDRESS: SearchForm<AssetSearch> = { path: "/assets", read: readSearch, write: writeSearch };
