// The assets that are looked for, by their place in the list: pages come as they are scrolled to.
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { countAssets, listAssets } from "../api/client";
import type { Asset, AssetCounts } from "../api/types";
import { type AssetSearch, queryOf } from "./search";

/** Assets fetched at a time. */
export const PAGE = 100;

export interface Assets {
  /** How many are found; undefined until it is known. */
  count: number | undefined;
  counts: AssetCounts | undefined;
  /** Undefined while it is on its way. */
  at: (index: number) => Asset | undefined;
  error: Error | null;
  retry: () => void;
}

export function useAssetCounts(search: AssetSearch) {
  const query = queryOf(search);
  return useQuery({
    queryKey: ["assets", "counts", query],
    queryFn: () => countAssets(query),
    placeholderData: keepPreviousData,
  });
}

/** `pages`: which of them are near the view. */
export function useAssets(search: AssetSearch, pages: readonly number[]): Assets {
  const query = queryOf(search);
  const counted = useAssetCounts(search);
  const held = useQueries({
    queries: pages.map((page) => ({
      queryKey: ["assets", "page", query, page],
      // What is scrolled past before it came is not waited for.
      queryFn: ({ signal }) => listAssets({ ...query, skip: page * PAGE, limit: PAGE }, signal),
      staleTime: 30_000,
    })),
  });
  const failed = [counted, ...held].find(({ isError }) => isError);
  return {
    count: counted.isPlaceholderData ? undefined : counted.data?.found,
    counts: counted.data,
    at: (index) => held[pages.indexOf(Math.floor(index / PAGE))]?.data?.[index % PAGE],
    error: failed?.error ?? null,
    retry: () => {
      for (const each of [counted, ...held]) if (each.isError) void each.refetch();
    },
  };
}
