// One reference in the strip: its picture and number, what the prompt calls it and what it becomes, and a way to take it away.
import { X } from "lucide-react";
import type { KeyboardEvent, MouseEvent, PointerEvent } from "react";
import type { PanelReference } from "../api/types";
import { classes } from "../ui/classes";
import { Tooltip } from "../ui/Tooltip";
import { ReferencePicture } from "./ReferencePicture";
import { spoken, tip } from "./reference_words";
import type { Spot } from "./reorder";

interface Props {
  reference: PanelReference;
  /** Its place among those that are sent, from 1; null: it is not. */
  number: number | null;
  /** How many are sent. */
  of: number;
  hintId: string;
  /** Pixels from its place while one of the row is dragged; null: nothing is. */
  shift: Spot | null;
  /** This is the one that is dragged. */
  held: boolean;
  /** What can be done with it is open. */
  open: boolean;
  onGrab: (event: PointerEvent<HTMLElement>) => void;
  onOpen: (thumb: HTMLElement, event: MouseEvent) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

export function ReferenceThumb({ reference, number, of, hintId, shift, held, open, ...does }: Props) {
  const { node, label, place, ready, unused } = reference;
  return (
    <li
      data-reference={node}
      data-unused={unused === null ? undefined : true}
      style={shift === null ? undefined : { translate: `${shift.x}px ${shift.y}px` }}
      className={classes(
        "group relative w-20",
        held && "z-10 scale-105 [&>:not(:first-child)]:invisible",
        shift !== null && !held && "transition-[translate] duration-(--calm)",
      )}
    >
      <Tooltip text={tip(reference)}>
        <button
          type="button"
          aria-label={spoken(reference, number, of)}
          aria-describedby={hintId}
          aria-haspopup="menu"
          aria-expanded={open}
          onPointerDown={does.onGrab}
          onClick={(event) => does.onOpen(event.currentTarget, event)}
          onKeyDown={(event) => onKey(event, does)}
          className={classes(
            "relative block h-14 w-20 touch-none overflow-hidden rounded-control bg-skeleton shadow-[0_0_0_1px_var(--line)]",
            !ready && "shimmer",
          )}
        >
          <span
            className={classes(
              "block size-full",
              unused !== null && "opacity-35 saturate-50 transition-opacity group-hover:opacity-70",
            )}
          >
            <ReferencePicture reference={reference} />
          </span>
          {number !== null && (
            <span className="tabular absolute top-1 left-1 flex h-4 min-w-4 items-center justify-center rounded-[5px] bg-black/60 px-1 font-medium text-[11px] text-white">
              {number}
            </span>
          )}
        </button>
      </Tooltip>
      <span className="tabular mt-1 block truncate text-center text-ink-soft text-tiny">@{label}</span>
      <span className={classes("block truncate text-center text-tiny", unused ? "text-warn" : "text-ink-faint")}>
        {unused === null ? place : "Not used"}
      </span>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Disconnect ${label}`}
        onClick={(event) => removeFrom(event.currentTarget, does.onRemove)}
        className="-top-1.5 -right-1.5 absolute flex size-5 items-center justify-center rounded-full bg-sheet text-ink-soft opacity-0 shadow-float transition-opacity hover:text-ink group-hover:opacity-100 pointer-coarse:hidden"
      >
        <X aria-hidden="true" size={12} strokeWidth={2} />
      </button>
    </li>
  );
}

function onKey(event: KeyboardEvent<HTMLElement>, { onMove, onRemove }: Pick<Props, "onMove" | "onRemove">): void {
  if (event.key === "ArrowLeft") onMove(-1);
  else if (event.key === "ArrowRight") onMove(1);
  else if (event.key === "Delete" || event.key === "Backspace") removeFrom(event.currentTarget, onRemove);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The focus goes on to a neighbour, or from the last one into the prompt, not to nowhere. */
export function removeFrom(within: Element, onRemove: () => void): void {
  const item = within.closest("li");
  const neighbour = item?.nextElementSibling ?? item?.previousElementSibling;
  const next =
    neighbour?.querySelector("button") ?? item?.closest("section")?.querySelector<HTMLElement>("[role=textbox]");
  next?.focus();
  onRemove();
}
