// How loud everything plays: a button for silence, and a slider where there is room.
import { Volume1, Volume2, VolumeX } from "lucide-react";
import { setVolume, toggleMuted, usePlayback } from "./playback";

export function Volume() {
  const volume = usePlayback((playback) => (playback.muted ? 0 : playback.volume));
  const Icon = volume === 0 ? VolumeX : volume < 0.5 ? Volume1 : Volume2;
  return (
    <span className="nodrag nopan flex items-center gap-1">
      <button
        type="button"
        aria-label={volume === 0 ? "Sound on" : "Sound off"}
        className="grid size-6 place-items-center rounded-[6px] hover:bg-current/10"
        onClick={toggleMuted}
      >
        <Icon aria-hidden="true" size={14} strokeWidth={1.5} />
      </button>
      <input
        type="range"
        aria-label="Volume"
        min={0}
        max={1}
        step={0.05}
        value={volume}
        onChange={({ target }) => setVolume(Number(target.value))}
        className="@max-[250px]:hidden h-1 w-14 accent-current"
      />
    </span>
  );
}
