// A video: its poster until it is played, then the player, in the node.
import { Play } from "lucide-react";
import { useEffect, useState } from "react";
import { assetFile, assetPreview } from "../api/client";
import { fileMissing } from "./gone_files";
import { clock } from "./times";
import { usePlayer } from "./use_player";

interface Props {
  node: string;
  asset: string;
  title: string;
  seconds: number | null;
}

export function VideoContent({ node, asset, title, seconds }: Props) {
  const [opened, setOpened] = useState<string | null>(null);
  const { element, playing, toggle, handlers } = usePlayer<HTMLVideoElement>(node);
  const open = opened === asset;

  useEffect(() => {
    if (playing && open) void element.current?.play().catch(() => undefined);
  }, [playing, open, element]);

  if (open) {
    return (
      <video
        ref={element}
        src={assetFile(asset)}
        poster={assetPreview(asset, "card")}
        controls
        autoPlay
        playsInline
        aria-label={title}
        className="nodrag nopan size-full bg-ground object-contain"
        {...handlers}
      />
    );
  }
  return (
    <>
      <img
        src={assetPreview(asset, "card")}
        alt={title}
        draggable={false}
        decoding="async"
        onError={() => fileMissing(asset)}
        className="size-full object-cover"
      />
      <button
        type="button"
        aria-label={`Play ${title}`}
        className="group absolute inset-0 m-auto grid size-14 place-items-center rounded-full bg-[oklch(0.15_0.01_260/0.55)] text-[oklch(0.99_0_0)] transition-[scale] hover:scale-105"
        onClick={() => {
          setOpened(asset);
          toggle();
        }}
      >
        <Play size={22} strokeWidth={1.5} fill="currentColor" className="translate-x-px" />
      </button>
      {seconds !== null && (
        <span className="tabular absolute right-2 bottom-2 rounded-[5px] bg-[oklch(0.15_0.01_260/0.6)] px-1.5 py-0.5 text-[oklch(0.99_0_0)] text-tiny">
          {clock(seconds)}
        </span>
      )}
    </>
  );
}
