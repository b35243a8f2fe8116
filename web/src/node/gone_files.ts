// Files that were deleted for good while something still shows them. Asked for once a file did not come.
import { create } from "zustand";
import { getAsset } from "../api/client";
import type { Asset } from "../api/types";

/** The ids of such assets. */
const useGoneFiles = create<{ gone: ReadonlySet<string> }>(() => ({ gone: new Set() }));

export function useGone(asset: string | undefined): boolean {
  return useGoneFiles(({ gone }) => asset !== undefined && gone.has(asset));
}

/** What the server told of an asset. */
export function noteAsset({ id, purged }: Pick<Asset, "id" | "purged">): void {
  const { gone } = useGoneFiles.getState();
  if (purged && !gone.has(id)) useGoneFiles.setState({ gone: new Set([...gone, id]) });
}

/** A file did not come: is it gone, or only the line? */
export function fileMissing(asset: string): void {
  getAsset(asset).then(noteAsset, () => undefined);
}
