// One frame of a video, standing still: sought in the file itself, so that it is the frame that would be sent.
import { useEffect, useRef } from "react";
import { assetFile, assetPreview } from "../api/client";
import type { FramePick } from "../document/schema";
import { momentOf } from "./reference_words";

interface Props {
  asset: string;
  frame: FramePick;
  /** How long it is, where the file does not say. */
  seconds: number;
  /** What it shows, where nothing beside it says so. */
  label?: string;
  className: string;
}

/** Until the frame is there, and where the browser cannot read the file, its poster stands. */
export function VideoStill({ asset, frame, seconds, label, className }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const seek = () => {
    const { current } = video;
    if (!current || current.readyState < HTMLMediaElement.HAVE_METADATA) return;
    current.currentTime = momentOf(frame, Number.isFinite(current.duration) ? current.duration : seconds);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another frame is the reason to seek
  useEffect(seek, [frame]);
  return (
    <video
      ref={video}
      src={assetFile(asset)}
      poster={assetPreview(asset, "card")}
      preload="metadata"
      muted
      playsInline
      aria-label={label}
      aria-hidden={label === undefined}
      onLoadedMetadata={seek}
      className={className}
    />
  );
}
