// A video on its card: its poster, a silent look while the pointer rests on it, and the player once it is played.
import { Play } from "lucide-react";
import { useState } from "react";
import { assetFile } from "../api/client";
import type { Shown } from "../document/schema";
import { showFullScreen } from "./full_screen";
import { Picture } from "./Picture";
import { clock } from "./times";
import { useGlance } from "./use_glance";
import { VideoPlayer } from "./VideoPlayer";

interface Props {
  node: string;
  asset: string;
  title: string;
  shown: Shown;
}

export function VideoContent({ node, asset, title, shown }: Props) {
  const [opened, setOpened] = useState<string | null>(null);
  const seconds = shown.seconds ?? null;
  if (opened !== asset) {
    return <Poster node={node} asset={asset} title={title} shown={shown} onPlay={() => setOpened(asset)} />;
  }
  return (
    <VideoPlayer
      id={node}
      asset={asset}
      title={title}
      seconds={seconds}
      begin
      onFullScreen={() => showFullScreen(node)}
      place={(bar) => <div className="card-bar card-bar-dark">{bar}</div>}
      className="size-full"
    />
  );
}

function Poster({ node, asset, title, shown, onPlay }: Props & { onPlay: () => void }) {
  const glancing = useGlance(node);
  return (
    <Picture asset={asset} title={title} shown={shown}>
      {glancing && (
        <video
          src={assetFile(asset)}
          autoPlay
          loop
          muted
          playsInline
          className="absolute inset-0 size-full object-contain"
        />
      )}
      <button
        type="button"
        aria-label={`Play ${title}`}
        className="on-picture absolute inset-0 m-auto grid size-14 place-items-center rounded-full transition-[scale] hover:scale-105"
        onClick={onPlay}
      >
        <Play size={22} strokeWidth={1.5} fill="currentColor" className="translate-x-px" />
      </button>
      {shown.seconds !== undefined && (
        <span className="on-picture tabular absolute right-2 bottom-2 rounded-[5px] px-1.5 py-0.5 text-tiny">
          {clock(shown.seconds)}
        </span>
      )}
    </Picture>
  );
}
