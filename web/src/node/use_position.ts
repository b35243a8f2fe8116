// Where a sound or a video is, smoothly while it plays; the same place in whichever player shows it next.
import { type RefObject, useCallback, useEffect, useState } from "react";

export interface Position {
  /** Seconds. */
  at: number;
  seek: (seconds: number) => void;
  handlers: { onLoadedMetadata: () => void; onTimeUpdate: () => void; onSeeked: () => void };
}

/** Seconds between two players before one is brought to where the other is, and before the end that are the end. */
const APART = 0.25;
const AT_END = 0.1;
/** Seconds by asset, while this page is open. */
const places = new Map<string, number>();

export function usePosition(
  element: RefObject<HTMLMediaElement | null>,
  { asset, playing }: { asset: string; playing: boolean },
): Position {
  const [at, setAt] = useState(() => places.get(asset) ?? 0);
  const follow = useCallback(() => {
    // Before its file has begun to come, an element is always at the start.
    if (!element.current || element.current.readyState === 0) return;
    places.set(asset, element.current.currentTime);
    setAt(element.current.currentTime);
  }, [asset, element]);
  const seek = useCallback(
    (seconds: number) => {
      places.set(asset, seconds);
      setAt(seconds);
      if (element.current) element.current.currentTime = seconds;
    },
    [asset, element],
  );
  const comeBack = useCallback(() => {
    const media = element.current;
    if (!media || media.ended) return;
    const place = places.get(asset) ?? 0;
    const start = place < media.duration - AT_END ? place : 0;
    if (Math.abs(media.currentTime - start) > APART) media.currentTime = start;
  }, [asset, element]);

  useEffect(() => setAt(places.get(asset) ?? 0), [asset]);

  useEffect(() => {
    if (!playing) return;
    comeBack();
    let frame = requestAnimationFrame(function step() {
      follow();
      frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, follow, comeBack]);

  return { at, seek, handlers: { onLoadedMetadata: comeBack, onTimeUpdate: follow, onSeeked: follow } };
}
