// One reference in the strip: its picture, its label, and a way to take it away.
import { X } from "lucide-react";
import type { KeyboardEvent, PointerEvent } from "react";
import type { PanelReference } from "../api/types";
import { classes } from "../ui/classes";
import { Tooltip } from "../ui/Tooltip";
import { ReferencePicture } from "./ReferencePicture";

const UNUSED = "not used in this mode";

export interface ThumbActions {
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  onPoint: () => void;
}

interface Props extends ThumbActions {
  reference: PanelReference;
  /** Whether the picked mode sends it. */
  used: boolean;
  /** Its place in connection order, from 1. */
  number: number;
  of: number;
  hintId: string;
  /** Pixels from its place while one of the row is dragged; null: nothing is. */
  shift: number | null;
  /** This is the one that is dragged. */
  held: boolean;
  onGrab: (event: PointerEvent<HTMLElement>) => void;
}

export function ReferenceThumb({
  reference,
  used,
  number,
  of,
  hintId,
  shift,
  held,
  onGrab,
  onMove,
  onRemove,
  onPoint,
}: Props) {
  const { label, title, ready } = reference;
  const purpose = used ? reference.use.replaceAll("_", " ") : UNUSED;

  /** The focus goes on to a neighbour, not to nowhere. */
  function removeFrom(item: Element | null): void {
    const neighbour = item?.nextElementSibling ?? item?.previousElementSibling;
    neighbour?.querySelector("button")?.focus();
    onRemove();
  }

  function keys(event: KeyboardEvent): void {
    if (event.key === "ArrowLeft") onMove(-1);
    else if (event.key === "ArrowRight") onMove(1);
    else if (event.key === "Delete" || event.key === "Backspace") removeFrom(event.currentTarget.closest("li"));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <li
      data-reference={reference.node}
      style={shift === null ? undefined : { translate: `${shift}px 0` }}
      className={classes(
        "group relative w-14",
        held && "z-10 scale-105",
        shift !== null && !held && "transition-[translate] duration-(--calm)",
      )}
    >
      <Tooltip text={`${title} · ${ready ? purpose : "nothing there yet"}`}>
        <button
          type="button"
          aria-label={`${label}: ${title}, number ${number} of ${of}${used ? "" : `, ${UNUSED}`}`}
          aria-describedby={hintId}
          onPointerDown={onGrab}
          onClick={onPoint}
          onKeyDown={keys}
          className={classes(
            "relative block size-14 touch-none overflow-hidden rounded-control bg-skeleton shadow-[0_0_0_1px_var(--line)]",
            !ready && "shimmer",
            !used && "opacity-35 saturate-50 hover:opacity-70 focus-visible:opacity-70",
          )}
        >
          <ReferencePicture reference={reference} />
          <span className="tabular absolute top-1 left-1 flex h-4 min-w-4 items-center justify-center rounded-[5px] bg-black/60 px-1 font-medium text-[11px] text-white">
            {number}
          </span>
        </button>
      </Tooltip>
      <span
        className={classes(
          "tabular mt-1 block truncate text-center text-ink-faint text-tiny",
          !used && "line-through decoration-line-strong",
        )}
      >
        {label}
      </span>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Disconnect ${label}`}
        onClick={onRemove}
        className="-top-1.5 -right-1.5 absolute flex size-5 items-center justify-center rounded-full bg-sheet text-ink-soft opacity-0 shadow-float transition-opacity hover:text-ink focus-visible:opacity-100 group-hover:opacity-100"
      >
        <X aria-hidden="true" size={12} strokeWidth={2} />
      </button>
    </li>
  );
}
