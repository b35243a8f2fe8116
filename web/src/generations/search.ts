// What is looked for among the generations: as it stands in the address, and as the server is asked.
import type { Generation, HistoryQuery, Kind } from "../api/types";
import { dayIn, midnight } from "../assets/search";
import { KINDS } from "../document/schema";
import type { SearchForm } from "../ui/search_address";

/** A state, or "active": everything that has not ended. */
export type Standing = "active" | Exclude<Generation["state"], "queued" | "running">;

export interface GenerationSearch {
  standing: Standing | null;
  kind: Kind | null;
  /** Id of a model. */
  model: string | null;
  /** Id of a canvas. */
  canvas: string | null;
  /** Days as "2026-11-22", both included; in the time zone of whoever looks. */
  from: string | null;
  to: string | null;
  words: string;
}

export const ALL: GenerationSearch = {
  standing: null,
  kind: null,
  model: null,
  canvas: null,
  from: null,
  to: null,
  words: "",
};

export const STANDINGS: { value: Standing; label: string }[] = [
  { value: "active", label: "Under way" },
  { value: "succeeded", label: "Ready" },
  { value: "failed", label: "Failed" },
  { value: "cancelled", label: "Cancelled" },
  { value: "unknown", label: "Outcome unknown" },
];

/** From an address; what does not fit there is left out. */
export function readSearch(address: string): GenerationSearch {
  const said = new URLSearchParams(address);
  return {
    standing: STANDINGS.find(({ value }) => value === said.get("state"))?.value ?? null,
    kind: KINDS.find((kind) => kind === said.get("kind")) ?? null,
    model: said.get("model"),
    canvas: said.get("canvas"),
    from: dayIn(said.get("from")),
    to: dayIn(said.get("to")),
    words: said.get("words") ?? "",
  };
}

/** For an address: "" or "?state=failed&words=fog". `open`: the generation that is looked at. */
export function writeSearch(search: GenerationSearch, open: string | null = null): string {
  const said = new URLSearchParams();
  if (search.standing) said.set("state", search.standing);
  for (const name of ["kind", "model", "canvas", "from", "to", "words"] as const) {
    if (search[name]) said.set(name, search[name]);
  }
  if (open) said.set("open", open);
  const written = said.toString();
  return written && `?${written}`;
}

/** Where one generation is looked at. */
export function generationAddress(id: string): string {
  return `/generations${writeSearch(ALL, id)}`;
}

export function narrows(search: GenerationSearch): boolean {
  return writeSearch(search) !== "";
}

export function queryOf({ standing, kind, model, canvas, from, to, words }: GenerationSearch): HistoryQuery {
  return {
    ...(standing === "active" ? { active: true } : standing ? { state: standing } : {}),
    ...(kind ? { kind } : {}),
    ...(model ? { model } : {}),
    ...(canvas ? { canvas } : {}),
    ...(from ? { since: midnight(from) } : {}),
    ...(to ? { until: midnight(to, 1) } : {}),
    ...(words.trim() ? { words: words.trim() } : {}),
  };
}

export const ADDRESS: SearchForm<GenerationSearch> = { path: "/generations", read: readSearch, write: writeSearch };
