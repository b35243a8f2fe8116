// The whole canvas, small: drawn from the scene, with the view as a frame that can be dragged.
import { type PointerEvent, useEffect, useRef, useSyncExternalStore } from "react";
import { useTheme } from "../ui/theme";
import type { Box, Point } from "./geometry";
import { drawMinimap, MAP_SIZE, type Scale } from "./minimap_drawing";
import { MapExtent } from "./minimap_extent";
import type { Workspace } from "./workspace";
import { useWorkspace } from "./workspace_context";

const AFTER_MS = 120;

export function Minimap() {
  const workspace = useWorkspace();
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const scale = useRef<Scale | null>(null);
  const theme = useTheme((state) => state.theme);
  const empty = useSyncExternalStore(workspace.scene.subscribe, () => workspace.scene.size === 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: its colours are new with the theme
  useEffect(() => {
    if (empty) return;
    return keepDrawn(workspace, {
      draw: (next) => {
        scale.current = next;
        if (canvas.current) drawMinimap(canvas.current, workspace.scene, next);
      },
      frame: (next) => placeFrame(frame.current, next, workspace.viewport.shown),
    });
  }, [workspace, theme, empty]);

  const take = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
    go(event);
  };
  // Only a press that began here moves the view: what is dragged across from the canvas is not the map's.
  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !scale.current) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    centreOn(workspace, scale.current, { x: event.clientX - left, y: event.clientY - top });
  };

  if (empty) return null;
  return (
    <div
      aria-hidden="true"
      className="relative overflow-hidden rounded-[10px] bg-sheet shadow-float"
      style={{ width: MAP_SIZE.w, height: MAP_SIZE.h }}
      onPointerDown={take}
      onPointerMove={go}
    >
      <canvas ref={canvas} className="absolute inset-0 size-full" />
      <div ref={frame} className="absolute top-0 left-0 rounded-[3px] border border-ring bg-accent-wash" />
    </div>
  );
}

interface Drawing {
  draw(scale: Scale): void;
  frame(scale: Scale): void;
}

/** Draws at once, then a moment after what it shows changed; while the view moves within it, only the frame follows. */
function keepDrawn({ scene, viewport }: Workspace, { draw, frame }: Drawing): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const map = new MapExtent();
  const now = () => {
    timer = undefined;
    const scale = map.around(scene, viewport.shown);
    if (!scale) return;
    if (map.isNew) draw(scale);
    frame(scale);
  };
  const soon = () => {
    timer ??= setTimeout(now, AFTER_MS);
  };
  const changed = () => {
    map.forget();
    soon();
  };
  now();
  const stops = [scene.subscribe(changed), viewport.subscribe(soon)];
  return () => {
    for (const stop of stops) stop();
    clearTimeout(timer);
  };
}

function placeFrame(frame: HTMLElement | null, { x, y, scale }: Scale, shown: Box): void {
  if (!frame) return;
  frame.style.transform = `translate(${(shown.x - x) * scale}px, ${(shown.y - y) * scale}px)`;
  frame.style.width = `${shown.w * scale}px`;
  frame.style.height = `${shown.h * scale}px`;
}

function centreOn({ viewport }: Workspace, { x, y, scale }: Scale, at: Point): void {
  const { zoom } = viewport.view;
  const { w, h } = viewport.size;
  viewport.set({ x: w / 2 - (at.x / scale + x) * zoom, y: h / 2 - (at.y / scale + y) * zoom, zoom });
}
