// A video that plays with sound, and its bar below; on a card, in full screen and among the assets.
import { type CSSProperties, type ReactNode, useEffect } from "react";
import { assetFile, assetPreview } from "../api/client";
import { classes } from "../ui/classes";
import { notPlayed } from "./not_played";
import { PlayerBar } from "./PlayerBar";
import { play } from "./playback";
import { usePlayer } from "./use_player";
import { usePlayerKeys } from "./use_player_keys";
import { usePosition } from "./use_position";

interface Props {
  /** Of this player: see playback.ts. */
  id: string;
  asset: string;
  title: string;
  seconds: number | null;
  /** Plays as soon as it is there. */
  begin?: boolean;
  /** It has the window to itself: the keys are its own, and pressing the picture, which one grabs on the canvas, plays. */
  alone?: boolean;
  onFullScreen?: () => void;
  /** Puts the bar where it belongs. */
  place?: (bar: ReactNode) => ReactNode;
  className?: string;
  style?: CSSProperties;
}

export function VideoPlayer({ id, asset, title, seconds, begin = false, alone = false, ...more }: Props) {
  const { onFullScreen, place = (bar) => bar, className, style } = more;
  const { element, playing, toggle, handlers } = usePlayer<HTMLVideoElement>(id);
  const position = usePosition(element, { asset, playing });
  const length = seconds ?? 0;
  useEffect(() => {
    if (begin) play(id);
  }, [begin, id]);
  usePlayerKeys(alone, { toggle, seek: position.seek, at: position.at, length });
  return (
    <div
      data-playing={playing || undefined}
      className={classes("video-player group/player relative", className)}
      style={style}
    >
      <video
        ref={element}
        src={assetFile(asset)}
        poster={assetPreview(asset, "card")}
        preload="metadata"
        playsInline
        aria-label={title}
        className="size-full object-contain"
        onError={() => notPlayed(id, asset)}
        onClick={alone ? toggle : undefined}
        {...handlers}
        {...position.handlers}
      />
      {place(
        <PlayerBar
          title={title}
          playing={playing}
          at={position.at}
          length={length}
          onToggle={toggle}
          onSeek={position.seek}
          onFullScreen={onFullScreen}
        />,
      )}
    </div>
  );
}
