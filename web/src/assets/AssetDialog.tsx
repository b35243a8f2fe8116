// One asset, to look at or play, with where it came from and a way to take it along.
import { Download } from "lucide-react";
import { useState } from "react";
import { assetFile } from "../api/client";
import type { Asset } from "../api/types";
import { Dialog } from "../ui/Dialog";
import { AssetFacts } from "./AssetFacts";
import { AssetView } from "./AssetView";
import { assetName } from "./asset_words";

export function AssetDialog({ asset, onClose }: { asset: Asset | null; onClose: () => void }) {
  const [last, setLast] = useState(asset);
  if (asset && asset !== last) setLast(asset);
  if (!last) return null;
  return (
    <Dialog wide title={assetName(last)} open={asset !== null} onClose={onClose}>
      <div className="grid md:grid-cols-[1fr_18rem]">
        <div className="flex min-h-72 items-center justify-center bg-ground">
          <AssetView asset={last} />
        </div>
        <aside className="flex flex-col gap-5 p-4">
          <AssetFacts asset={last} />
          <a
            href={assetFile(last.id)}
            download={last.name}
            className="inline-flex h-8 items-center justify-center gap-2 rounded-control bg-card font-medium text-ink text-ui hairline transition-colors hover:bg-hover"
          >
            <Download aria-hidden="true" size={16} strokeWidth={1.5} />
            Download
          </a>
        </aside>
      </div>
    </Dialog>
  );
}
