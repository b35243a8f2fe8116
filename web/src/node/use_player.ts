// A media element that follows the playback of its node: plays, steps aside for another, and keeps the volume.
import { type RefObject, useEffect, useRef } from "react";
import { play, stop, usePlayback } from "./playback";

export interface Player<T extends HTMLMediaElement> {
  element: RefObject<T | null>;
  playing: boolean;
  toggle: () => void;
  handlers: { onPlay: () => void; onPause: () => void; onEnded: () => void };
}

export function usePlayer<T extends HTMLMediaElement>(node: string): Player<T> {
  const element = useRef<T>(null);
  const playing = usePlayback((playback) => playback.node === node);
  const volume = usePlayback((playback) => playback.volume);
  const muted = usePlayback((playback) => playback.muted);

  useEffect(() => {
    if (element.current) Object.assign(element.current, { volume, muted });
  }, [volume, muted]);

  useEffect(() => {
    const media = element.current;
    if (!media) return;
    if (!playing) {
      media.pause();
      return;
    }
    // What did not come before may come now.
    if (media.error) media.load();
    // One that was only paused meanwhile is no failure.
    media.play().catch((error: DOMException) => error.name === "AbortError" || stop(node));
  }, [playing, node]);

  useEffect(() => () => stop(node), [node]);

  return {
    element,
    playing,
    toggle: () => (playing ? stop(node) : play(node)),
    handlers: { onPlay: () => play(node), onPause: () => stop(node), onEnded: () => stop(node) },
  };
}
