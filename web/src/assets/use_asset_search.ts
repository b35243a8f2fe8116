// What is looked for and which asset is open, kept in the address: going back works, and a link can be shared.
import { useMemo } from "react";
import { navigate, useSearch } from "../address";
import { type AssetSearch, readSearch, writeSearch } from "./search";

export interface AssetAddress {
  search: AssetSearch;
  /** Id of the asset that is looked at. */
  open: string | null;
  /** Words are typed letter by letter: these make no steps to go back to. */
  change: (part: Partial<AssetSearch>, how?: { replace: boolean }) => void;
  look: (asset: string | null) => void;
}

export function useAssetSearch(): AssetAddress {
  const address = useSearch();
  return useMemo(() => {
    const search = readSearch(address);
    return {
      search,
      open: new URLSearchParams(address).get("open"),
      change: (part, how) => navigate(`/assets${writeSearch({ ...search, ...part })}`, how),
      look: (asset) => navigate(`/assets${writeSearch(search, asset)}`, { replace: asset === null }),
    };
  }, [address]);
}
