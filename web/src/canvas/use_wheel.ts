// Cmd/Ctrl + scroll and pinch zoom the canvas around the pointer, also over what floats on it, and never the page.
import { useEffect } from "react";
import type { Workspace } from "./workspace";

/** Powers of two for one pixel of scrolling; lines and pages count as pixels here. */
const PER_PIXEL = 0.004;
const PIXELS_PER_LINE = 16;
/** One turn of a coarse wheel is limited, so that it does not jump. */
const MOST_PIXELS = 80;

export function useWheel(workspace: Workspace): void {
  useEffect(() => {
    const zoom = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : PIXELS_PER_LINE);
      const limited = Math.max(-MOST_PIXELS, Math.min(MOST_PIXELS, pixels));
      const { viewport } = workspace;
      viewport.zoomTo(viewport.view.zoom * 2 ** (-limited * PER_PIXEL * (isPinch(event) ? 2.5 : 1)), {
        x: event.clientX,
        y: event.clientY,
      });
    };
    window.addEventListener("wheel", zoom, { passive: false, capture: true });
    return () => window.removeEventListener("wheel", zoom, { capture: true });
  }, [workspace]);
}

/** A pinch on a trackpad comes as many small steps. */
function isPinch(event: WheelEvent): boolean {
  return event.ctrlKey && event.deltaMode === WheelEvent.DOM_DELTA_PIXEL && Math.abs(event.deltaY) < 20;
}
