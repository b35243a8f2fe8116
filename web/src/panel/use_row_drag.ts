// Dragging one thing to another place among its neighbours, with the pointer.
import { type PointerEvent, type RefObject, useRef, useState } from "react";
import { plus, type Spot, shifts, targetIndex } from "./reorder";

interface Drag {
  index: number;
  by: Spot;
  /** Where the middles of all stood when it began. */
  middles: Spot[];
}

/** A press becomes a drag once it has gone this far, in pixels. */
const SLACK = 4;

function middlesOf(row: HTMLElement | null): Spot[] {
  return [...(row?.children ?? [])].map((item) => {
    const { left, top, width, height } = item.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
}

export function useRowDrag(row: RefObject<HTMLElement | null>, onMove: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const dragged = useRef(false);

  function grab(index: number, event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    const handle = event.currentTarget;
    const start = { x: -event.clientX, y: -event.clientY };
    const middles = middlesOf(row.current);
    dragged.current = false;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = ({ clientX, clientY }) => {
      const by = plus(start, { x: clientX, y: clientY });
      dragged.current ||= Math.hypot(by.x, by.y) > SLACK;
      if (dragged.current) setDrag({ index, by, middles });
    };
    handle.onpointerup = ({ clientX, clientY }) => {
      const at = plus(middles[index], plus(start, { x: clientX, y: clientY }));
      if (dragged.current) onMove(index, targetIndex(middles, at));
    };
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
      handle.onpointerup = null;
      handle.onlostpointercapture = null;
      setDrag(null);
    };
  }

  return {
    grab,
    /** The press that has just ended was a drag, so it is no click. */
    wasDrag: () => dragged.current,
    held: drag?.index ?? null,
    shifts: drag && shifts(drag.middles, drag.index, drag.by),
  };
}
