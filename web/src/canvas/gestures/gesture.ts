// One drag of the pointer, from press to release: moved, ended or cancelled, with the view following at its edges.
import type { Point } from "../geometry";
import type { Viewport } from "../viewport";

export interface Gesture {
  move(client: Point, event: PointerEvent | null): void;
  /** Released; `moved` is false for a click. */
  end(client: Point, moved: boolean, event: PointerEvent): void;
  cancel(): void;
  /** Whether the view follows when the pointer comes near its edge; it does unless this is false. */
  followsEdge?: boolean;
}

/** Screen pixels a press may wander and still be a click. */
const CLICK_REACH = 4;
/** Screen pixels from the edge within which the view follows, and its fastest step per frame. */
const EDGE = 36;
const FASTEST = 18;

/** Runs a gesture until the pointer is released; Escape cancels it. */
export function follow(gesture: Gesture, press: PointerEvent, viewport: Viewport): void {
  const start = { x: press.clientX, y: press.clientY };
  let last = start;
  let moved = false;
  let frame = 0;

  const move = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    last = { x: event.clientX, y: event.clientY };
    moved ||= Math.hypot(last.x - start.x, last.y - start.y) > CLICK_REACH;
    if (!moved) return;
    gesture.move(last, event);
    if (frame === 0 && gesture.followsEdge !== false) frame = requestAnimationFrame(edge);
  };

  const edge = () => {
    const [dx, dy] = edgeStep(viewport, last);
    frame = dx === 0 && dy === 0 ? 0 : requestAnimationFrame(edge);
    if (frame === 0) return;
    viewport.panBy(dx, dy);
    gesture.move(last, null);
  };

  const up = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    stop();
    if (moved) swallowClick();
    gesture.end({ x: event.clientX, y: event.clientY }, moved, event);
  };

  const cancel = () => {
    stop();
    gesture.cancel();
  };

  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };

  const stop = () => {
    cancelAnimationFrame(frame);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", up);
    window.removeEventListener("pointercancel", cancel);
    window.removeEventListener("blur", cancel);
    window.removeEventListener("keydown", key, true);
  };

  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", up);
  window.addEventListener("pointercancel", cancel);
  window.addEventListener("blur", cancel);
  window.addEventListener("keydown", key, true);
}

/** The release of a drag is no press of the button that it began on. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
}

function edgeStep(viewport: Viewport, client: Point): [dx: number, dy: number] {
  const { x, y } = viewport.local(client);
  const { w, h } = viewport.size;
  return [edgeSpeed(x, w), edgeSpeed(y, h)];
}

/** Positive near the low edge: the canvas then moves towards the higher side. */
function edgeSpeed(at: number, size: number): number {
  if (at < EDGE) return Math.min(1, (EDGE - at) / EDGE) * FASTEST;
  if (at > size - EDGE) return -Math.min(1, (at - size + EDGE) / EDGE) * FASTEST;
  return 0;
}
