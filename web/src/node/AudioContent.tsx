// A sound: its waveform, crisp at any zoom, with play, time and volume.
import { Pause, Play, Volume2, VolumeX } from "lucide-react";
import { useState } from "react";
import { assetFile } from "../api/client";
import { setVolume, usePlayback } from "./playback";
import { clock } from "./times";
import { usePlayer } from "./use_player";
import { Waveform } from "./Waveform";

interface Props {
  node: string;
  asset: string;
  title: string;
  seconds: number | null;
}

export function AudioContent({ node, asset, title, seconds }: Props) {
  const { element, playing, toggle, handlers } = usePlayer<HTMLAudioElement>(node);
  const [at, setAt] = useState(0);
  const length = seconds ?? 0;
  const seek = (part: number) => {
    if (element.current && length > 0) element.current.currentTime = part * length;
    setAt(part * length);
  };
  return (
    <div className="flex size-full flex-col gap-1 p-3 pt-4">
      <Waveform asset={asset} played={length > 0 ? at / length : 0} onSeek={seek} label={`Position in ${title}`} />
      <div className="flex h-8 shrink-0 items-center gap-2">
        <button
          type="button"
          aria-label={playing ? `Pause ${title}` : `Play ${title}`}
          className="grid size-8 place-items-center rounded-full bg-kind text-card transition-[scale] hover:scale-105"
          onClick={toggle}
        >
          {playing ? (
            <Pause size={14} strokeWidth={1.5} fill="currentColor" />
          ) : (
            <Play size={14} strokeWidth={1.5} fill="currentColor" className="translate-x-px" />
          )}
        </button>
        <span className="tabular flex-1 text-ink-soft text-label">
          {clock(at)} <span className="text-ink-faint">/ {clock(length)}</span>
        </span>
        <Volume />
      </div>
      <audio
        ref={element}
        src={assetFile(asset)}
        preload="none"
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
        {...handlers}
      />
    </div>
  );
}

function Volume() {
  const volume = usePlayback((playback) => playback.volume);
  const Icon = volume === 0 ? VolumeX : Volume2;
  return (
    <label className="nodrag nopan flex items-center gap-1.5 text-ink-faint">
      <Icon size={14} strokeWidth={1.5} />
      <input
        type="range"
        aria-label="Volume"
        min={0}
        max={1}
        step={0.05}
        value={volume}
        onChange={({ target }) => setVolume(Number(target.value))}
        className="h-1 w-16 accent-(--kind)"
      />
    </label>
  );
}
