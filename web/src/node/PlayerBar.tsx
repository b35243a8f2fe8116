// What a video is played with: play, the bar, the time, the volume, full screen.
import { Maximize2, Pause, Play } from "lucide-react";
import { Scrub } from "./Scrub";
import { clock } from "./times";
import { Volume } from "./Volume";

interface Props {
  title: string;
  playing: boolean;
  /** Seconds. */
  at: number;
  length: number;
  onToggle: () => void;
  onSeek: (seconds: number) => void;
  onFullScreen?: (() => void) | undefined;
}

const BUTTON = "grid size-6 shrink-0 place-items-center rounded-[6px] hover:bg-current/10";

export function PlayerBar({ title, playing, at, length, onToggle, onSeek, onFullScreen }: Props) {
  const Icon = playing ? Pause : Play;
  return (
    <div className="@container nodrag nopan w-full">
      <div className="flex h-9 items-center gap-1.5 px-2">
        <button
          type="button"
          aria-label={`${playing ? "Pause" : "Play"} ${title}`}
          className={BUTTON}
          onClick={onToggle}
        >
          <Icon aria-hidden="true" size={14} strokeWidth={1.5} fill="currentColor" />
        </button>
        <Scrub at={at} length={length} onSeek={onSeek} label={`Position in ${title}`} />
        <span className="tabular @max-[200px]:hidden text-tiny">
          {clock(at)} / {clock(length)}
        </span>
        <span className="@max-[130px]:hidden">
          <Volume />
        </span>
        {onFullScreen && (
          <button type="button" aria-label="Full screen" className={BUTTON} onClick={onFullScreen}>
            <Maximize2 aria-hidden="true" size={14} strokeWidth={1.5} />
          </button>
        )}
      </div>
    </div>
  );
}
