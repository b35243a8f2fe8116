// The keys of a player that has the window to itself: Space and K play, M is silence, the arrows and their like seek.
import { useEffect, useEffectEvent } from "react";
import { isTyping } from "../canvas/targets";
import { toggleMuted } from "./playback";
import { soughtBy } from "./seeking";

interface Controls {
  toggle: () => void;
  seek: (seconds: number) => void;
  /** Seconds. */
  at: number;
  length: number;
}

export function usePlayerKeys(alone: boolean, controls: Controls): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const does = event.defaultPrevented ? null : keyFor(event, controls);
    if (!does) return;
    event.preventDefault();
    does();
  });
  useEffect(() => {
    if (!alone) return;
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [alone]);
}

/** Fields and menus keep their keys; on a button, Space presses that. */
function keyFor({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent, { toggle, seek, at, length }: Controls) {
  if (ctrlKey || metaKey || altKey || isTyping(target)) return null;
  if (target instanceof Element && target.closest("[role=menu], [role=alertdialog]")) return null;
  const onButton = target instanceof Element && target.closest("button, a") !== null;
  if (key === "k" || (key === " " && !onButton)) return toggle;
  if (key === "m") return toggleMuted;
  const sought = soughtBy(key, at, length);
  return sought === null ? null : () => seek(sought);
}
