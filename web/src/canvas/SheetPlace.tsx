// Holds the generation panel of the one selected node beside it, at the same size whatever the zoom.
import { useLayoutEffect, useRef } from "react";
import { Panel } from "../panel/Panel";
import type { Box } from "./geometry";
import { onlySelected } from "./selection";
import { type SheetSide, sheetPosition } from "./sheet_position";
import { useGesture, useSelection, useWorkspace } from "./workspace_context";

/** What the header and the toolbar take of the view, in screen pixels. A narrow view keeps its whole width. */
const HEADER = 64;
const TOOLBAR = 68;
const NARROW = 720;

export function SheetPlace() {
  const only = useSelection(onlySelected);
  const inHand = useGesture((state) => state.moving || state.connecting !== null);
  return only === null ? null : <Placed key={only} node={only} hidden={inHand} />;
}

function Placed({ node, hidden }: { node: string; hidden: boolean }) {
  const { scene, viewport } = useWorkspace();
  const sheet = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = sheet.current;
    if (!element) return;
    let side: SheetSide | null = null;
    let size = { w: element.offsetWidth, h: element.offsetHeight };
    const place = () => {
      const box = scene.box(node);
      if (!box) return;
      const { size: view } = viewport;
      const room = { ...view, top: HEADER, left: view.w < NARROW ? 12 : TOOLBAR };
      const onScreen = viewport.onScreen(box);
      const next = sheetPosition(onScreen, size, room, side);
      side = next.side;
      element.style.transform = `translate(${Math.round(next.x)}px, ${Math.round(next.y)}px)`;
      element.style.visibility = isSeen(onScreen, room) ? "visible" : "hidden";
    };
    place();
    const observer = new ResizeObserver(() => {
      size = { w: element.offsetWidth, h: element.offsetHeight };
      place();
    });
    observer.observe(element);
    const stops = [viewport.subscribe(place), scene.subscribe(place), () => observer.disconnect()];
    return () => {
      for (const stop of stops) stop();
    };
  }, [node, scene, viewport]);

  return (
    <div ref={sheet} data-panel className="absolute top-0 left-0 z-10" hidden={hidden}>
      <Panel nodeId={node} />
    </div>
  );
}

/** A node that was panned out of view takes its panel along. */
function isSeen({ x, y, w, h }: Box, room: { w: number; h: number }): boolean {
  return x + w > 0 && y + h > 0 && x < room.w && y < room.h;
}
