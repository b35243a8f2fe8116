// The generations that are looked for, by their place in the list: pages come as they are scrolled to.
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { countHistory, getStory, listHistory } from "../api/client";
import type { Chapter } from "../api/types";
import { type GenerationSearch, queryOf } from "./search";

/** Generations fetched at a time. */
export const PAGE = 100;

export interface History {
  /** Undefined while it is on its way. */
  at: (index: number) => Chapter | undefined;
  /** Why a page near the view did not come. */
  error: Error | null;
  retry: () => void;
}

export function useHistoryCounts(search: GenerationSearch) {
  const query = queryOf(search);
  return useQuery({
    queryKey: ["history", "counts", query],
    queryFn: () => countHistory(query),
    placeholderData: keepPreviousData,
  });
}

/** `pages`: which of them are near the view. */
export function useHistory(search: GenerationSearch, pages: readonly number[]): History {
  const query = queryOf(search);
  const held = useQueries({
    queries: pages.map((page) => ({
      queryKey: ["history", "page", query, page],
      // What is scrolled past before it came is not waited for.
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        listHistory({ ...query, skip: page * PAGE, limit: PAGE }, signal),
      staleTime: 30_000,
    })),
  });
  const failed = held.find(({ isError, data }) => isError && !data);
  return {
    at: (index) => held[pages.indexOf(Math.floor(index / PAGE))]?.data?.[index % PAGE],
    error: failed?.error ?? null,
    retry: () => {
      for (const each of held) if (each.isError) void each.refetch();
    },
  };
}

export function useStory(id: string | null) {
  return useQuery({
    queryKey: ["history", "story", id],
    queryFn: () => getStory(id ?? ""),
    enabled: id !== null,
  });
}
