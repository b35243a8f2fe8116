// Putting assets into the bin and taking them out again, with the lists following and a way back.
import type { QueryClient } from "@tanstack/react-query";
import { deleteAsset, restoreAsset } from "../api/client";
import { messageOf } from "../api/errors";
import type { Asset } from "../api/types";
import { toast } from "../ui/Toasts";
import { assetName } from "./asset_words";

const LONGEST_NAME = 40;

/** False when it could not be done; the reason has then been told. */
export async function putIntoBin(asset: Asset, queries: QueryClient): Promise<boolean> {
  return act(queries, asset, async () => {
    await deleteAsset(asset.id);
    toast({ text: `“${shortName(asset)}” was deleted.`, undo: () => void takeOutOfBin(asset, queries, false) });
  });
}

export async function takeOutOfBin(asset: Asset, queries: QueryClient, told = true): Promise<boolean> {
  return act(queries, asset, async () => {
    await restoreAsset(asset.id);
    if (told) toast({ text: `“${shortName(asset)}” is back in your assets.` });
  });
}

async function act(queries: QueryClient, { id }: Asset, change: () => Promise<void>): Promise<boolean> {
  try {
    await change();
    return true;
  } catch (error) {
    toast({ text: messageOf(error), failed: true });
    return false;
  } finally {
    void queries.invalidateQueries({ queryKey: ["assets"] });
    void queries.invalidateQueries({ queryKey: ["asset", id] });
  }
}

function shortName(asset: Asset): string {
  const name = assetName(asset);
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME).trimEnd()}…` : name;
}
