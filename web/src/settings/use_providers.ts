// The providers as the server tells them, and putting the newest word about one of them in its place.
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { listProviders } from "../api/client";
import type { ProviderCard } from "../api/types";
import { inSteadyOrder } from "./provider_words";

const KEY = ["providers"];

export function useProviders() {
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: listProviders });
  const order = useRef<string[]>([]);
  const cards = data && inSteadyOrder(data, order.current);
  if (cards) order.current = cards.map(({ id }) => id);
  return { cards, error, refetch };
}

/** What the server answered about one of them is the news. */
export function putCard(queries: QueryClient, card: ProviderCard): void {
  queries.setQueryData<ProviderCard[]>(KEY, (cards) => {
    if (!cards) return cards;
    const known = cards.some(({ id }) => id === card.id);
    return known
      ? cards.map((each) => (each.id === card.id ? card : each))
      : [...cards.slice(0, 1), card, ...cards.slice(1)];
  });
}

/** One that is gone, or has no key any more, is asked for again. */
export async function askForProviders(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: KEY });
}
