// Everything ever made or uploaded, newest first; and what was deleted, while it can be restored.

import { useQueryClient } from "@tanstack/react-query";
import { Trash2, Upload } from "lucide-react";
import { useRef, useState } from "react";
import type { Asset } from "../api/types";
import { PageHeader } from "../header/PageHeader";
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import { useSearchAddress } from "../ui/search_address";
import { AssetDialog } from "./AssetDialog";
import { AssetFilters } from "./AssetFilters";
import { AssetList } from "./AssetList";
import { DeleteDialog } from "./DeleteDialog";
import { ADDRESS, type AssetSearch, EVERYTHING } from "./search";
import { takesFiles, uploadFiles } from "./uploading";
import { useAssetCounts } from "./use_assets";

/** CSS pixels of a tile. */
const NARROWEST = 176;

export function AssetsPage() {
  const { search, open, change, look } = useSearchAddress(ADDRESS);
  const [known, setKnown] = useState<Asset | null>(null);
  const [deleting, setDeleting] = useState<Asset | null>(null);
  const scroller = useRef<HTMLElement>(null);
  const queries = useQueryClient();
  const { data: counts } = useAssetCounts(search);
  const show = (asset: Asset) => {
    setKnown(asset);
    look(asset.id);
  };
  return (
    <div className="flex h-dvh flex-col" {...takesFiles((files) => void uploadFiles(files, queries))}>
      <PageHeader title="Assets" />
      <div className="flex flex-wrap items-center gap-2 px-4 pt-1 pb-3 sm:px-6">
        <AssetFilters search={search} counts={counts} onChange={change} />
        <PageTools search={search} deleted={counts?.deleted ?? 0} onBin={(bin) => change({ ...EVERYTHING, bin })} />
      </div>
      <main ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div className="px-4 pt-1 pb-24 sm:px-6">
          <AssetList
            search={search}
            scroller={scroller}
            narrowest={NARROWEST}
            onOpen={show}
            onDelete={(asset) => asset.deleted || setDeleting(asset)}
          />
        </div>
      </main>
      <AssetDialog open={open} known={known} onOpen={look} onDelete={setDeleting} onClose={() => look(null)} />
      <DeleteDialog asset={deleting} onClose={() => setDeleting(null)} onDeleted={() => open && look(null)} />
    </div>
  );
}

interface ToolsProps {
  search: AssetSearch;
  /** How many are in the bin. */
  deleted: number;
  onBin: (bin: boolean) => void;
}

function PageTools({ search, deleted, onBin }: ToolsProps) {
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="order-1 ml-auto flex items-center gap-1 md:order-none">
      <Button small look="quiet" onClick={() => input.current?.click()}>
        <Upload aria-hidden="true" size={14} strokeWidth={1.5} />
        <span className="max-sm:sr-only">Upload</span>
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          void uploadFiles([...(currentTarget.files ?? [])], queries);
          currentTarget.value = "";
        }}
      />
      <Button
        small
        look="quiet"
        aria-pressed={search.bin}
        onClick={() => onBin(!search.bin)}
        className={classes(search.bin && "bg-press text-ink")}
      >
        <Trash2 aria-hidden="true" size={14} strokeWidth={1.5} />
        <span className="max-sm:sr-only">Bin</span>
        {deleted > 0 && <span className="tabular text-ink-faint">{deleted}</span>}
      </Button>
    </div>
  );
}
