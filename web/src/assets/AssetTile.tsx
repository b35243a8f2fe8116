// One asset in the grid: its preview, its kind, its length, and what was asked for.
import { assetPreview } from "../api/client";
import type { Asset } from "../api/types";
import { KIND_NAMES } from "../document/schema";
import { KindIcon } from "../ui/kinds";
import { duration } from "../ui/time";
import { assetName } from "./asset_words";
import { Waveform } from "./Waveform";

export function AssetTile({ asset, onOpen }: { asset: Asset; onOpen: () => void }) {
  const name = assetName(asset);
  return (
    <button
      type="button"
      aria-label={`${KIND_NAMES[asset.kind]}: ${name}`}
      onClick={onOpen}
      className="group block w-full text-left outline-offset-4"
    >
      <span className="relative flex aspect-square items-center justify-center overflow-hidden rounded-card bg-card shadow-[0_0_0_1px_var(--line)] transition-shadow group-hover:shadow-[0_0_0_1px_var(--line-strong)]">
        {asset.kind === "audio" ? (
          <Waveform asset={asset.id} className="h-1/3 w-4/5" />
        ) : (
          <img src={assetPreview(asset.id, "card")} alt="" loading="lazy" className="size-full object-cover" />
        )}
        {asset.seconds !== null && (
          <span className="tabular absolute right-2 bottom-2 rounded-[6px] bg-black/60 px-1.5 text-[11px] text-white leading-5">
            {duration(asset.seconds)}
          </span>
        )}
      </span>
      <span className="mt-2 flex items-center gap-1.5">
        <KindIcon kind={asset.kind} size={14} />
        <span className="truncate text-ink-soft text-label group-hover:text-ink">{name}</span>
      </span>
    </button>
  );
}
