// What a list is searched for and which entry is open, kept in the address: going back works, and a link can be shared.
import { useMemo } from "react";
import { navigate, useSearch } from "../address";

/** How a list's search stands in an address; `open` is the id of the entry that is looked at. */
export interface SearchForm<Search> {
  path: string;
  read: (address: string) => Search;
  write: (search: Search, open?: string | null) => string;
}

export interface SearchAddress<Search> {
  search: Search;
  /** Id of the entry that is looked at. */
  open: string | null;
  /** Words are typed letter by letter: these make no steps to go back to. */
  change: (part: Partial<Search>, how?: { replace: boolean }) => void;
  look: (id: string | null) => void;
}

export function useSearchAddress<Search>({ path, read, write }: SearchForm<Search>): SearchAddress<Search> {
  const address = useSearch();
  return useMemo(() => {
    const search = read(address);
    return {
      search,
      open: new URLSearchParams(address).get("open"),
      change: (part, how) => navigate(path + write({ ...search, ...part }), how),
      look: (id) => navigate(path + write(search, id), { replace: id === null }),
    };
  }, [address, path, read, write]);
}
