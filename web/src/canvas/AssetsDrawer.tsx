// The assets beside the canvas: drag one to its place, or press it to put it in the middle of the view.
import { useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { WordsFilter } from "../assets/AssetFilters";
import { AssetList } from "../assets/AssetList";
import { KindFilter } from "../assets/KindFilter";
import { EVERYTHING, writeSearch } from "../assets/search";
import { takesFiles, uploadFiles } from "../assets/uploading";
import { IconButton } from "../ui/IconButton";
import { placeAsset } from "./placing_assets";
import { useWorkspace } from "./workspace_context";

/** CSS pixels of a tile. */
const NARROWEST = 112;

export function AssetsDrawer({ onClose }: { onClose: () => void }) {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const [search, setSearch] = useState(EVERYTHING);
  const scroller = useRef<HTMLDivElement>(null);
  // What is typed and pressed here is not meant for the canvas.
  const keep = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    if (!event.metaKey && !event.ctrlKey) event.stopPropagation();
  };
  return (
    <section
      aria-label="Assets"
      data-drawer
      className="-translate-y-1/2 absolute top-1/2 left-full ml-2 flex h-[min(34rem,calc(100dvh-9rem))] w-[min(20rem,calc(100vw-5rem))] flex-col rounded-[12px] bg-sheet shadow-float"
      onKeyDown={keep}
      {...takesFiles((files) => void uploadFiles(files, queries))}
    >
      <header className="flex h-11 shrink-0 items-center gap-1 pr-1.5 pl-3.5">
        <h2 className="flex-1 font-medium text-ink text-ui">Assets</h2>
        <a
          href={`/assets${writeSearch(search)}`}
          className="inline-flex h-7 items-center rounded-control px-2 text-ink-soft text-label transition-colors hover:bg-hover hover:text-ink"
        >
          Open all
        </a>
        <IconButton name="Close the assets" small side="right" onClick={onClose}>
          <X size={14} strokeWidth={1.5} />
        </IconButton>
      </header>
      <div className="flex flex-col gap-2 px-3 pb-2.5">
        <div className="flex">
          <WordsFilter words={search.words} onWords={(words) => setSearch((before) => ({ ...before, words }))} />
        </div>
        <KindFilter value={search.kind} onPick={(kind) => setSearch((before) => ({ ...before, kind }))} />
      </div>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-3 pt-1 pb-3">
        <AssetList
          search={search}
          scroller={scroller}
          narrowest={NARROWEST}
          does="Add to the canvas"
          onOpen={({ id }) => void placeAsset(workspace, id)}
        />
      </div>
    </section>
  );
}
