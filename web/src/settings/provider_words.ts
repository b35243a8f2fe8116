// What the settings page says of a provider: its state, its key, what it unlocks, and at which field an error belongs.
import { ApiError, messageOf } from "../api/errors";
import type { Kind, ProviderCard, ProviderModel } from "../api/types";
import { KIND_NAMES, KINDS } from "../document/schema";

/** As a word beside its icon. */
export function stateWords({ id, state }: Pick<ProviderCard, "id" | "state">): string {
  if (id === BUILT_IN) return "Always ready";
  return { connected: "Connected", needs_key: "Needs a key", refused: "Key refused", unreachable: "Unreachable" }[
    state
  ];
}

/** The studio that comes with Headwater. */
export const BUILT_IN = "builtin";

/** Where its key is; null where it has none. */
export function keyWords({ key }: Pick<ProviderCard, "key">): string | null {
  if (!key) return null;
  return key.source === "kept" ? "Key kept, encrypted" : `From ${key.variable ?? "the environment"}`;
}

/** A provider that cannot be tried for nothing has not proved its key yet. */
export function untriedWords({ state, key, tried_free, name }: ProviderCard): string | null {
  if (state !== "connected" || !key || tried_free) return null;
  return `${name} has no free way to try a key. The first generation will tell.`;
}

export interface Group {
  kind: Kind;
  models: ProviderModel[];
}

/** The models by what they make, in the order of the kinds. */
export function byKind(models: readonly ProviderModel[]): Group[] {
  const groups = KINDS.map((kind) => ({ kind, models: models.filter((model) => model.kind === kind) }));
  return groups.filter((group) => group.models.length > 0);
}

export const countModels = (count: number) => (count === 1 ? "1 model" : `${count} models`);

/** "2 text, 1 image": for those who do not see the icons. */
export function unlocks(models: readonly ProviderModel[]): string {
  return byKind(models)
    .map(({ kind, models: some }) => `${some.length} ${KIND_NAMES[kind].toLowerCase()}`)
    .join(", ");
}

/** "4 credits", "Free", or why there is no figure. */
export function priceWords({ price }: Pick<ProviderModel, "price">): string {
  if (price === null) return "By what is asked";
  if (Number(price) === 0) return "Free";
  return price === "1" ? "1 credit" : `${price} credits`;
}

/** Where the price comes from, and from when. */
export function sourceWords({ source, as_of }: Pick<ProviderModel, "source" | "as_of">): string {
  return as_of && !source.includes(as_of) ? `${source} (${as_of})` : source;
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** "Retires 6 Jan 2027", or null. */
export function retiresWords({ retires }: Pick<ProviderModel, "retires">): string | null {
  return retires ? `Retires ${day.format(new Date(`${retires}T00:00:00Z`))}` : null;
}

/** The name of a server as one types it: what cannot be in a name turns into hyphens, and model ids begin with it. */
export function serverName(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "");
}

/** What `serverName` leaves while one may go on typing. */
export const finishedName = (name: string) => name.replace(/-$/, "");

export type Field = "name" | "url" | "key" | "form";
export interface Problem {
  field: Field;
  words: string;
}

const PLACES: Record<string, Field> = { "body.url": "url", "body.key": "key" };

/** Where an answer that is no success is said, and how. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof ApiError)) return { field: "form", words: messageOf(error) };
  const { place, why } = error.details;
  const field = error.code === "name_taken" ? "name" : (PLACES[String(place)] ?? "form");
  return { field, words: typeof why === "string" ? `${why}.` : error.message };
}

/** The cards in the order in which they were first seen, so that none moves under the pointer when it is connected. */
export function inSteadyOrder(cards: readonly ProviderCard[], before: readonly string[]): ProviderCard[] {
  const known = new Map(cards.map((card) => [card.id, card]));
  const order = before.filter((id) => known.has(id));
  cards.forEach(({ id }, index) => {
    if (order.includes(id)) return;
    const previous = cards[index - 1]?.id;
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, id);
  });
  return order.flatMap((id) => known.get(id) ?? []);
}
