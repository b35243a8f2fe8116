// Dragging one thing of a row to another place in it, with the pointer.
import { type PointerEvent, type RefObject, useRef, useState } from "react";
import { shifts, targetIndex } from "./reorder";

interface Drag {
  index: number;
  shift: number;
  /** Where the middles of all stood when it began. */
  centres: number[];
}

/** A press becomes a drag once it has gone this far, in pixels. */
const SLACK = 4;

function middles(row: HTMLElement | null): number[] {
  return [...(row?.children ?? [])].map((item) => {
    const box = item.getBoundingClientRect();
    return box.left + box.width / 2;
  });
}

export function useRowDrag(row: RefObject<HTMLElement | null>, onMove: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const dragged = useRef(false);

  function grab(index: number, event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    const handle = event.currentTarget;
    const start = event.clientX;
    const centres = middles(row.current);
    dragged.current = false;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = ({ clientX }) => {
      dragged.current ||= Math.abs(clientX - start) > SLACK;
      if (dragged.current) setDrag({ index, shift: clientX - start, centres });
    };
    handle.onlostpointercapture = ({ clientX }) => {
      handle.onpointermove = null;
      handle.onlostpointercapture = null;
      setDrag(null);
      if (dragged.current) onMove(index, targetIndex(centres, index, (centres[index] ?? 0) + clientX - start));
    };
  }

  return {
    grab,
    /** The press that has just ended was a drag, so it is no click. */
    wasDrag: () => dragged.current,
    held: drag?.index ?? null,
    shifts: drag && shifts(drag.centres, drag.index, drag.shift),
  };
}
