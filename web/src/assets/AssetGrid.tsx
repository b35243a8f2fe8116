// The assets side by side, each at its own shape inside the same square.
import type { Asset } from "../api/types";
import { Skeleton } from "../ui/Skeleton";
import { AssetTile } from "./AssetTile";

const GRID = "grid grid-cols-[repeat(auto-fill,minmax(min(11rem,calc(50%-0.5rem)),1fr))] gap-x-4 gap-y-5";

export function AssetGrid({ assets, onOpen }: { assets: readonly Asset[]; onOpen: (asset: Asset) => void }) {
  return (
    <ul aria-label="Assets" className={GRID}>
      {assets.map((asset) => (
        <li key={asset.id}>
          <AssetTile asset={asset} onOpen={() => onOpen(asset)} />
        </li>
      ))}
    </ul>
  );
}

export function AssetGridLoading() {
  return (
    <div aria-busy="true" className={GRID}>
      {Array.from({ length: 12 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: twelve that never move
        <div key={index}>
          <Skeleton className="aspect-square rounded-card" />
          <Skeleton className="mt-2 h-4 w-3/4" />
        </div>
      ))}
    </div>
  );
}
