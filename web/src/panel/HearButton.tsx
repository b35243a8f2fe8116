// Plays how a voice sounds. Only one sound plays at a time, also beside those of the nodes.
import { Square, Volume2 } from "lucide-react";
import { useState } from "react";
import type { VoiceSample } from "../api/types";
import { stop } from "../node/playback";
import { usePlayer } from "../node/use_player";
import { classes } from "../ui/classes";
import { IconButton } from "../ui/IconButton";
import { toast } from "../ui/Toasts";

interface Props {
  sample: VoiceSample;
  /** Who is heard. */
  name: string;
}

export function HearButton({ sample, name }: Props) {
  const player = `voice ${sample.href}`;
  const { element, playing, toggle, handlers } = usePlayer<HTMLAudioElement>(player);
  const [ready, setReady] = useState(false);
  const failed = () => {
    if (!playing) return;
    stop(player);
    toast({ text: "This voice cannot be heard just now. Try again in a moment.", failed: true });
  };
  return (
    <>
      <IconButton
        small
        name={playing ? `Stop ${name}` : `Hear ${name}: ${sample.words}`}
        aria-pressed={playing}
        onClick={toggle}
      >
        {playing ? (
          <Square aria-hidden="true" size={10} fill="currentColor" className={classes(!ready && "animate-pulse")} />
        ) : (
          <Volume2 aria-hidden="true" size={14} strokeWidth={1.5} />
        )}
      </IconButton>
      <audio
        ref={element}
        src={sample.href}
        preload="none"
        onPlaying={() => setReady(true)}
        onError={failed}
        {...handlers}
      />
    </>
  );
}
