// A slider over time: pressed, dragged, driven by keys, with the moment under the pointer.
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { partAt, soughtBy } from "./seeking";
import { clock } from "./times";

export interface Scrubbing {
  /** Seconds. */
  at: number;
  length: number;
  label: string;
  onSeek: (seconds: number) => void;
}

export function useScrub({ at, length, label, onSeek }: Scrubbing) {
  const [pointed, setPointed] = useState<number | null>(null);
  const part = (event: PointerEvent) => partAt(event.clientX, event.currentTarget.getBoundingClientRect());
  const slider = {
    role: "slider",
    tabIndex: 0,
    "aria-label": label,
    "aria-valuemin": 0,
    "aria-valuemax": Math.round(length * 10) / 10,
    "aria-valuenow": Math.round(at * 10) / 10,
    "aria-valuetext": `${clock(at)} of ${clock(length)}`,
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      onSeek(part(event) * length);
    },
    onPointerMove: (event: PointerEvent) => {
      setPointed(part(event));
      if (event.currentTarget.hasPointerCapture(event.pointerId)) onSeek(part(event) * length);
    },
    onPointerLeave: () => setPointed(null),
    onDoubleClick: (event: { stopPropagation: () => void }) => event.stopPropagation(),
    onKeyDown: (event: KeyboardEvent) => {
      const sought = event.metaKey || event.ctrlKey || event.altKey ? null : soughtBy(event.key, at, length);
      if (sought === null) return;
      event.preventDefault();
      onSeek(sought);
    },
  } as const;
  return { slider, pointed };
}
