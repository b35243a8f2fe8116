// One asset, large, with where it came from and what can be done with it.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getAsset } from "../api/client";
import type { Asset } from "../api/types";
import { Dialog } from "../ui/Dialog";
import { AssetActions } from "./AssetActions";
import { AssetFacts } from "./AssetFacts";
import { AssetOrigin } from "./AssetOrigin";
import { AssetView } from "./AssetView";
import { assetName } from "./asset_words";

interface Props {
  /** Id of the asset. */
  open: string | null;
  /** What is known of it already. */
  known: Asset | null;
  onOpen: (asset: string) => void;
  onDelete: (asset: Asset) => void;
  onClose: () => void;
}

export function AssetDialog({ open, known, onOpen, onDelete, onClose }: Props) {
  const { data, error } = useQuery({
    queryKey: ["asset", open],
    queryFn: () => getAsset(open ?? ""),
    enabled: open !== null,
    ...(known && known.id === open ? { placeholderData: known } : {}),
  });
  const [last, setLast] = useState<Asset>();
  if (open !== null && data && data !== last) setLast(data);
  const asset = open === null ? last : data;
  const title = asset ? assetName(asset) : error ? "This asset is not here" : "Asset";
  return (
    <Dialog size="large" title={title} open={open !== null} onClose={onClose}>
      {asset && (
        <div className="grid md:grid-cols-[1fr_19rem]">
          <div key={asset.id} className="flex min-h-72 items-center justify-center bg-ground">
            <AssetView asset={asset} />
          </div>
          <aside className="flex flex-col gap-5 p-4">
            <AssetActions asset={asset} onDelete={() => onDelete(asset)} onRestored={onClose} />
            <dl className="flex flex-col gap-3">
              <AssetOrigin asset={asset} onOpen={onOpen} />
              <AssetFacts asset={asset} />
            </dl>
          </aside>
        </div>
      )}
      {!asset && error && (
        <p role="alert" className="px-4 pb-6 text-ink-soft text-ui">
          {error.message}
        </p>
      )}
    </Dialog>
  );
}
