// A media element that follows the playback of its node: plays, steps aside for another, and keeps the volume.
import { type RefObject, useEffect, useRef } from "react";
import { play, setVolume, stop, usePlayback } from "./playback";

export interface Player<T extends HTMLMediaElement> {
  element: RefObject<T | null>;
  playing: boolean;
  toggle: () => void;
  handlers: { onPlay: () => void; onPause: () => void; onEnded: () => void; onVolumeChange: () => void };
}

export function usePlayer<T extends HTMLMediaElement>(node: string): Player<T> {
  const element = useRef<T>(null);
  const playing = usePlayback((playback) => playback.node === node);
  const volume = usePlayback((playback) => playback.volume);

  useEffect(() => {
    if (element.current) element.current.volume = volume;
  }, [volume]);

  useEffect(() => {
    const media = element.current;
    if (!playing) media?.pause();
    else media?.play().catch(() => stop(node));
  }, [playing, node]);

  useEffect(() => () => stop(node), [node]);

  return {
    element,
    playing,
    toggle: () => (playing ? stop(node) : play(node)),
    handlers: {
      onPlay: () => play(node),
      onPause: () => stop(node),
      onEnded: () => stop(node),
      onVolumeChange: () => element.current && setVolume(element.current.volume),
    },
  };
}
