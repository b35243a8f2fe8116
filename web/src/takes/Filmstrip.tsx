// The strip itself: one frame for each take, left to right in time. Only the frames near the view are drawn.
import { Check } from "lucide-react";
import { type KeyboardEvent, type Ref, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Take } from "../api/types";
import type { CanvasNode } from "../document/schema";
import { classes } from "../ui/classes";
import { PITCH, placesSeen, type Seen, type Span, takeAt } from "./strip";
import { FirstWords, TakeFace } from "./TakeFace";
import { takeName } from "./take_words";
import type { Strip } from "./use_takes";

/** Frames that are drawn beyond either edge. */
const BEYOND = 4;
const FRAME = { width: 80, height: 56 };

interface Props {
  ref: Ref<HTMLDivElement>;
  node: CanvasNode;
  strip: Strip;
  /** The place that is looked at. */
  at: number;
  onSeen: (seen: Seen) => void;
  onPress: (place: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function Filmstrip({ ref, node, strip, at, onSeen, onPress, onKeyDown }: Props) {
  const view = useRef<HTMLDivElement>(null);
  const seen = useSeen(view, strip.length);
  useEffect(() => onSeen({ ...seen, at }), [onSeen, seen, at]);
  useKeptInView(view, at);
  const places = drawnPlaces(seen, at, strip.length);
  return (
    <div ref={view} className="overflow-x-auto overflow-y-hidden overscroll-x-contain px-3 py-2.5">
      <div
        ref={ref}
        role="listbox"
        aria-label="Takes"
        aria-orientation="horizontal"
        aria-activedescendant={frameId(node.id, at)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="group relative h-14 outline-none"
        style={{ width: strip.length * PITCH - (PITCH - FRAME.width) }}
      >
        {places.map((place) => (
          <Frame
            key={place}
            {...{ node, place }}
            take={place < strip.kept ? takeAt(strip.pages, strip.kept, place) : "typed"}
            length={strip.length}
            shownId={strip.shownId}
            active={place === at}
            onPress={() => onPress(place)}
          />
        ))}
      </div>
    </div>
  );
}

interface FrameProps {
  node: CanvasNode;
  place: number;
  length: number;
  /** Undefined: on its way. "typed": the node's own text, kept nowhere yet. */
  take: Take | "typed" | undefined;
  shownId: string | null;
  active: boolean;
  onPress: () => void;
}

function Frame({ node, place, length, take, shownId, active, onPress }: FrameProps) {
  const shown = take === "typed" || (take !== undefined && take.id === shownId);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the active one
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys
    <div
      role="option"
      id={frameId(node.id, place)}
      aria-selected={shown}
      aria-setsize={length}
      aria-posinset={place + 1}
      aria-label={nameOf(take, place, length)}
      onClick={onPress}
      className={classes(
        "absolute top-0 rounded-[6px]",
        active
          ? "outline-2 outline-ink-faint outline-offset-2 group-focus-visible:outline-ring"
          : "opacity-80 hover:opacity-100",
      )}
      style={{ left: place * PITCH, ...FRAME }}
    >
      <div
        className={classes(
          "relative grid size-full place-items-center overflow-hidden rounded-[6px] bg-field",
          take === undefined && "animate-pulse",
          take === "typed" && "border border-line-strong border-dashed",
        )}
      >
        {take === "typed" ? <FirstWords text={node.text} typed /> : take && <TakeFace take={take} />}
      </div>
      {shown && (
        <span className="absolute -top-1.5 -right-1.5 grid size-4 place-items-center rounded-full bg-accent text-accent-ink ring-2 ring-(--sheet)">
          <Check aria-hidden="true" size={11} strokeWidth={2.5} />
        </span>
      )}
    </div>
  );
}

function nameOf(take: FrameProps["take"], place: number, length: number): string {
  if (take === undefined) return `Take ${place + 1} of ${length}`;
  return take === "typed" ? `Take ${place + 1} of ${length}, what is typed now` : takeName(take, place, length);
}

function frameId(node: string, place: number): string {
  return `take-${node}-${place}`;
}

/** Those in view and a few beyond; the one that is looked at is always among them. */
function drawnPlaces({ first, last }: Span, at: number, length: number): number[] {
  const from = Math.max(0, first - BEYOND);
  const to = Math.min(length - 1, last + BEYOND);
  const places = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  return at < length && (at < from || at > to) ? [...places, at] : places;
}

/** Which places are in view, kept true while one scrolls. */
function useSeen(view: { current: HTMLDivElement | null }, length: number): Span {
  const [seen, setSeen] = useState<Span>({ first: 0, last: 0 });
  useLayoutEffect(() => {
    const element = view.current;
    if (!element) return;
    const look = () => {
      const next = placesSeen(element.scrollLeft, element.clientWidth, length);
      setSeen((known) => (known.first === next.first && known.last === next.last ? known : next));
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [view, length]);
  return seen;
}

/** A frame that is walked to comes into view, with its neighbour. */
function useKeptInView(view: { current: HTMLDivElement | null }, at: number): void {
  useLayoutEffect(() => {
    const element = view.current;
    if (!element) return;
    const left = (at - 1) * PITCH;
    const right = (at + 2) * PITCH - element.clientWidth + 16;
    if (element.scrollLeft > left) element.scrollLeft = Math.max(0, left);
    else if (element.scrollLeft < right) element.scrollLeft = right;
  }, [view, at]);
}
