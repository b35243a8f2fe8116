// This account's place and zoom on a canvas: kept on the server a moment after moving, and when the tab goes away.
import { useEffect } from "react";
import type { Place } from "../api/types";
import type { Viewport } from "./viewport";

const AFTER_MS = 300;

export function usePlace(canvas: string, viewport: Viewport): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      keepPlace(canvas, viewport.view);
    };
    const hidden = () => {
      if (document.visibilityState === "hidden") keep();
    };
    const stop = viewport.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(keep, AFTER_MS);
    });
    window.addEventListener("pagehide", keep);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      stop();
      keep();
      window.removeEventListener("pagehide", keep);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [canvas, viewport]);
}

/** `keepalive` lets it out while the tab closes. A place that did not get through is not worth a word. */
function keepPlace(canvas: string, place: Place): void {
  const body = JSON.stringify(place);
  const headers = { "Content-Type": "application/json" };
  const path = `/api/canvases/${encodeURIComponent(canvas)}/place`;
  fetch(path, { method: "PUT", body, headers, keepalive: true }).catch(() => undefined);
}
