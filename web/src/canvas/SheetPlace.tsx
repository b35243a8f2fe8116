// Holds the generation panel of the one selected node beside it, at the same size whatever the zoom.
import { useEffect, useLayoutEffect, useRef } from "react";
import { Panel } from "../panel/Panel";
import { closeTakes, useTakesOpen } from "../takes/open_takes";
import { TakesSheet } from "../takes/TakesSheet";
import type { Box } from "./geometry";
import { onlySelected } from "./selection";
import { type Room, type SheetSide, type Size, sheetPosition } from "./sheet_position";
import { useGesture, useSelection, useWorkspace } from "./workspace_context";

/** What the header and the toolbar take of the view, in screen pixels. */
const HEADER = 64;
const TOOLBAR = 68;
const NARROW = 720;

export function SheetPlace() {
  const { document } = useWorkspace();
  const only = useSelection((selection) => {
    const id = onlySelected(selection);
    return id !== null && document.get(id) ? id : null;
  });
  const inHand = useGesture((state) => state.moving || state.connecting !== null);
  return only === null ? null : <Placed key={only} node={only} hidden={inHand} />;
}

function Placed({ node, hidden }: { node: string; hidden: boolean }) {
  const { scene, viewport } = useWorkspace();
  const sheet = useRef<HTMLDivElement>(null);
  const takes = useTakesOpen(node);
  useEffect(() => closeTakes, []);

  useLayoutEffect(() => {
    const element = sheet.current;
    const corner = element?.parentElement?.querySelector<HTMLElement>("[data-corner]");
    if (!element || !corner) return;
    const content = element.firstElementChild as HTMLElement;
    let side: SheetSide | null = null;
    let size = sizeOf(content);
    let taken = sizeOf(corner);
    const place = () => {
      const box = scene.box(node);
      if (!box) return;
      const room = roomAround(viewport.size, taken);
      const onScreen = viewport.onScreen(box);
      const next = sheetPosition(onScreen, size, room, side);
      side = next.side;
      element.style.transform = `translate(${Math.round(next.x)}px, ${Math.round(next.y)}px)`;
      element.style.maxHeight = `${Math.floor(next.h)}px`;
      element.style.visibility = isSeen(onScreen, room) ? "visible" : "hidden";
    };
    // Sizes are read when they change, not while moving.
    const observer = new ResizeObserver(() => {
      size = sizeOf(content);
      taken = sizeOf(corner);
      place();
    });
    for (const part of [content, corner]) observer.observe(part);
    place();
    const stops = [viewport.subscribe(place), scene.subscribe(place), () => observer.disconnect()];
    return () => {
      for (const stop of stops) stop();
    };
  }, [node, scene, viewport]);

  return (
    <div
      ref={sheet}
      data-panel
      className="nowheel absolute top-0 left-0 z-15 overflow-y-auto overscroll-contain rounded-card bg-sheet shadow-float"
      hidden={hidden}
    >
      <div>{takes ? <TakesSheet nodeId={node} /> : <Panel nodeId={node} />}</div>
    </div>
  );
}

function sizeOf(element: HTMLElement): Size {
  return { w: element.offsetWidth, h: element.offsetHeight };
}

/** A narrow view keeps its whole width: the sheet then lies over toolbar and minimap. */
function roomAround(view: Size, corner: Size): Room {
  if (view.w < NARROW) return { ...view, top: HEADER, left: 12, corner: { w: 0, h: 0 } };
  return { ...view, top: HEADER, left: TOOLBAR, corner };
}

/** A node that was panned out of view takes its panel along. */
function isSeen({ x, y, w, h }: Box, room: Size): boolean {
  return x + w > 0 && y + h > 0 && x < room.w && y < room.h;
}
