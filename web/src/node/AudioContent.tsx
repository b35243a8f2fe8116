// A sound: its waveform, crisp at any zoom, with play, time and volume.
import { Pause, Play } from "lucide-react";
import { assetFile } from "../api/client";
import { notPlayed } from "./not_played";
import { clock } from "./times";
import { usePlayer } from "./use_player";
import { usePlayerKeys } from "./use_player_keys";
import { usePosition } from "./use_position";
import { Volume } from "./Volume";
import { Waveform } from "./Waveform";

interface Props {
  /** Of this player: see playback.ts. */
  node: string;
  asset: string;
  title: string;
  seconds: number | null;
  /** Has more room than a card, for more strokes. */
  wide?: boolean;
  /** It has the window to itself, and the keys. */
  alone?: boolean;
}

export function AudioContent({ node, asset, title, seconds, wide = false, alone = false }: Props) {
  const { element, playing, toggle, handlers } = usePlayer<HTMLAudioElement>(node);
  const { at, seek, handlers: followed } = usePosition(element, { asset, playing });
  const length = seconds ?? 0;
  usePlayerKeys(alone, { toggle, seek, at, length });
  const Icon = playing ? Pause : Play;
  return (
    <div className="audio-content">
      <Waveform asset={asset} wide={wide} at={at} length={length} onSeek={seek} label={`Position in ${title}`} />
      <div className="card-bar audio-bar @container">
        <button
          type="button"
          aria-label={playing ? `Pause ${title}` : `Play ${title}`}
          className="grid size-8 shrink-0 place-items-center rounded-full bg-kind text-card transition-[scale] hover:scale-105"
          onClick={toggle}
        >
          <Icon
            aria-hidden="true"
            size={14}
            strokeWidth={1.5}
            fill="currentColor"
            className={playing ? "" : "translate-x-px"}
          />
        </button>
        <span className="tabular flex-1 whitespace-nowrap text-ink-soft text-label">
          {clock(at)} <span className="@max-[175px]:hidden text-ink-faint">/ {clock(length)}</span>
        </span>
        <span className="text-ink-faint">
          <Volume />
        </span>
      </div>
      <audio
        ref={element}
        src={assetFile(asset)}
        preload="none"
        onError={() => notPlayed(node, asset)}
        {...handlers}
        {...followed}
      />
    </div>
  );
}
