// Zooming and moving a picture on its stage: wheel, pinch, drag, double click, keys.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { kept, type Look, limited, type Size, whole, zoomed } from "./zoom";

const STEP = 1.25;
/** Pixels that an arrow key moves. */
const SHIFT = 80;
/** How fast the wheel zooms; a pinch on a trackpad comes as a wheel with small steps. */
const WHEEL = { pinch: 0.01, wheel: 0.0015 };
const ARROWS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const MIDDLE = { x: 0, y: 0 };

/** From the middle of the stage, in CSS pixels. */
interface At {
  x: number;
  y: number;
}

export interface Zoom {
  /** Null until the stage is laid out. */
  look: Look | null;
  fit: boolean;
  zoomBy: (factor: number, at?: At) => void;
  zoomTo: (scale: number, at?: At) => void;
  showWhole: () => void;
}

/** `picture`: its own pixels. */
export function useZoom(stage: RefObject<HTMLElement | null>, picture: Size): Zoom {
  const size = useSize(stage);
  /** Null: all of it, however large the window becomes. */
  const [chosen, setChosen] = useState<Look | null>(null);
  const density = window.devicePixelRatio;
  const all = size && whole(picture, size, density);
  const look = size && chosen ? kept(chosen, picture, size, density) : all;
  const latest = useRef(look);
  latest.current = look;
  const farthest = useRef(0);
  farthest.current = all?.scale ?? 0;

  const change = useCallback((next: (look: Look) => Look) => {
    if (!latest.current) return;
    latest.current = next(latest.current);
    setChosen(latest.current);
  }, []);
  const zoomTo = useCallback(
    (scale: number, at: At = MIDDLE) => change((now) => zoomed(now, limited(scale, farthest.current, density), at)),
    [change],
  );
  const zoomBy = useCallback(
    (factor: number, at?: At) => latest.current && zoomTo(latest.current.scale * factor, at),
    [zoomTo],
  );
  const showWhole = useCallback(() => setChosen(null), []);

  const fit = look === null || all === null || look.scale <= all.scale * 1.001;
  useWheelZoom(stage, zoomBy);
  useHand(stage, { change, zoomBy }, (at) => (fit ? zoomTo(1 / density, at) : showWhole()));
  useZoomKeys({ change, zoomBy, zoomTo, showWhole, density, fit });
  return { look, fit, zoomBy, zoomTo, showWhole };
}

type Change = (next: (look: Look) => Look) => void;

function useSize(stage: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = stage.current;
    if (!element) return;
    const measure = () => setSize({ w: element.clientWidth, h: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [stage]);
  return size;
}

function useWheelZoom(stage: RefObject<HTMLElement | null>, zoomBy: Zoom["zoomBy"]): void {
  useEffect(() => {
    const element = stage.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? WHEEL.pinch : WHEEL.wheel));
      zoomBy(factor, fromMiddle(event, event.currentTarget as HTMLElement));
    };
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, [stage, zoomBy]);
}

/** One finger or the pointer moves the picture, two fingers zoom it. */
function useHand(
  stage: RefObject<HTMLElement | null>,
  { change, zoomBy }: { change: Change; zoomBy: Zoom["zoomBy"] },
  onDouble: (at: At) => void,
): void {
  const double = useRef(onDouble);
  double.current = onDouble;
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const held = new Map<number, At>();
    const press = (event: PointerEvent) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      held.set(event.pointerId, fromMiddle(event, element));
    };
    const move = (event: PointerEvent) => {
      const before = held.get(event.pointerId);
      if (!before) return;
      const at = fromMiddle(event, element);
      const [other] = [...held].flatMap(([id, place]) => (id === event.pointerId ? [] : [place]));
      held.set(event.pointerId, at);
      if (other) zoomBy(distance(at, other) / Math.max(1, distance(before, other)), between(at, other));
      else change((now) => ({ ...now, x: now.x + at.x - before.x, y: now.y + at.y - before.y }));
    };
    const release = (event: PointerEvent) => held.delete(event.pointerId);
    const twice = (event: MouseEvent) => double.current(fromMiddle(event, element));
    element.addEventListener("pointerdown", press);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", release);
    element.addEventListener("pointercancel", release);
    element.addEventListener("dblclick", twice);
    return () => {
      element.removeEventListener("pointerdown", press);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", release);
      element.removeEventListener("pointercancel", release);
      element.removeEventListener("dblclick", twice);
    };
  }, [stage, change, zoomBy]);
}

interface Keyed extends Pick<Zoom, "zoomBy" | "zoomTo" | "showWhole" | "fit"> {
  change: Change;
  density: number;
}

/** The keys of the canvas: + and -, 0 for 100 %, 1 for all of it; and arrows while some of it is out of sight. */
function useZoomKeys(keyed: Keyed): void {
  const latest = useRef(keyed);
  latest.current = keyed;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.altKey || !pressed(event.key, latest.current)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", press, { capture: true });
    return () => document.removeEventListener("keydown", press, { capture: true });
  }, []);
}

/** True when the key was ours. */
function pressed(key: string, { change, zoomBy, zoomTo, showWhole, density, fit }: Keyed): boolean {
  const arrow = fit ? undefined : ARROWS[key];
  if (arrow) change((now) => ({ ...now, x: now.x + arrow[0] * SHIFT, y: now.y + arrow[1] * SHIFT }));
  else if (key === "+" || key === "=") zoomBy(STEP);
  else if (key === "-") zoomBy(1 / STEP);
  else if (key === "0") zoomTo(1 / density);
  else if (key === "1") showWhole();
  else return false;
  return true;
}

function fromMiddle({ clientX, clientY }: { clientX: number; clientY: number }, element: HTMLElement): At {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
}

function between(one: At, other: At): At {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}

function distance(one: At, other: At): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
