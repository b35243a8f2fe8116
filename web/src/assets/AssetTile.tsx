// One asset in the grid: its preview, its kind, its length, and what was asked for. It can be dragged onto a canvas.
import { Pause, Play } from "lucide-react";
import { memo, useState } from "react";
import { assetFile, assetPreview } from "../api/client";
import type { Asset } from "../api/types";
import { KIND_NAMES } from "../document/schema";
import { clock } from "../node/times";
import { usePlayer } from "../node/use_player";
import { KindIcon } from "../ui/kinds";
import { assetName, daysLeft } from "./asset_words";
import { carry } from "./dragged_asset";
import { Waveform } from "./Waveform";

interface Props {
  asset: Asset;
  /** Whether Tab leads to it. */
  reachable: boolean;
  /** What pressing it does, after its name: "Add to this canvas". */
  does?: string | undefined;
  onOpen: (asset: Asset) => void;
}

/** While one scrolls, those that stay are not drawn anew. */
export const AssetTile = memo(function AssetTile({ asset, reachable, does, onOpen }: Props) {
  const [hovered, setHovered] = useState(false);
  const name = assetName(asset);
  const label = `${KIND_NAMES[asset.kind]}: ${name}`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only plays a preview; what can be pressed is inside
    <div
      className="group relative"
      draggable={!asset.deleted}
      onDragStart={({ dataTransfer }) => carry(dataTransfer, asset)}
      onPointerEnter={({ pointerType }) => setHovered(pointerType === "mouse")}
      onPointerLeave={() => setHovered(false)}
    >
      <button
        type="button"
        aria-label={does ? `${label}. ${does}` : label}
        title={name}
        tabIndex={reachable ? 0 : -1}
        data-tile
        onClick={() => onOpen(asset)}
        className="block w-full rounded-card text-left outline-offset-4"
      >
        <span className="relative flex aspect-square items-center justify-center overflow-hidden rounded-card bg-card shadow-[0_0_0_1px_var(--line)] transition-shadow group-hover:shadow-[0_0_0_1px_var(--line-strong)]">
          <Picture asset={asset} hovered={hovered} />
          {asset.deleted ? (
            <Corner>{daysLeft(asset.deleted)}</Corner>
          ) : (
            asset.seconds !== null && <Corner>{clock(asset.seconds)}</Corner>
          )}
        </span>
        <span className="mt-1.5 flex h-5 items-center gap-1.5">
          <KindIcon kind={asset.kind} size={14} />
          <span className="truncate text-ink-soft text-label group-hover:text-ink">{name}</span>
        </span>
      </button>
      {asset.kind === "audio" && <Listen asset={asset} name={name} />}
    </div>
  );
});

function Picture({ asset, hovered }: { asset: Asset; hovered: boolean }) {
  if (asset.kind === "audio") return <Waveform asset={asset.id} className="h-1/3 w-4/5" />;
  return (
    <>
      <img
        src={assetPreview(asset.id, "card")}
        alt=""
        decoding="async"
        fetchPriority="low"
        draggable={false}
        className="size-full object-cover"
      />
      {asset.kind === "video" && hovered && <Glance asset={asset.id} />}
    </>
  );
}

/** A silent look at a video, over its poster, while the pointer is there. */
function Glance({ asset }: { asset: string }) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return null;
  return (
    <video src={assetFile(asset)} autoPlay loop muted playsInline className="absolute inset-0 size-full object-cover" />
  );
}

function Corner({ children }: { children: string }) {
  return (
    <span className="tabular absolute right-2 bottom-2 rounded-[6px] bg-black/60 px-1.5 text-tiny text-white leading-5">
      {children}
    </span>
  );
}

/** The sound itself, here: one plays at a time in the whole of Headwater. */
function Listen({ asset, name }: { asset: Asset; name: string }) {
  const { element, playing, toggle, handlers } = usePlayer<HTMLAudioElement>(`tile ${asset.id}`);
  const Icon = playing ? Pause : Play;
  return (
    <span data-kind="audio" className="absolute top-2 left-2">
      <button
        type="button"
        tabIndex={-1}
        aria-label={playing ? `Pause ${name}` : `Play ${name}`}
        onClick={toggle}
        className="grid size-8 place-items-center rounded-full bg-kind text-card opacity-0 transition-opacity focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 aria-[label^=Pause]:opacity-100 pointer-coarse:opacity-100"
      >
        <Icon aria-hidden="true" size={14} strokeWidth={1.5} fill="currentColor" />
      </button>
      <audio ref={element} src={assetFile(asset.id)} preload="none" {...handlers} />
    </span>
  );
}
