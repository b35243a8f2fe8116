// Where the view will be when the worker is done: it is drawn for there, so that moving finds it drawn.
import { clamp, type View } from "../geometry";

/** Movements ahead, which come once a frame: about as long as the worker draws. */
const AHEAD = 12;
/** A part of the view by which it is foreseen to move at most: less than is drawn beyond its sides. */
const FARTHEST = 0.3;
/** Zooming out, how much of the present scale is foreseen at least. */
const SMALLEST = 0.6;
/** How much of what was foreseen the newest movement alone decides. */
const NEWEST = 0.5;

export class Foresight {
  private last: View | null = null;
  private dx = 0;
  private dy = 0;
  /** Powers of two in a movement. */
  private dz = 0;

  moved(view: View): void {
    const { last } = this;
    this.last = view;
    if (!last) return;
    const zooms = view.zoom !== last.zoom;
    this.dx = blend(this.dx, zooms ? 0 : view.x - last.x);
    this.dy = blend(this.dy, zooms ? 0 : view.y - last.y);
    this.dz = blend(this.dz, Math.log2(view.zoom / last.zoom));
  }

  rests(): void {
    [this.dx, this.dy, this.dz] = [0, 0, 0];
  }

  /** Closer than now it never is: what lies farther out would be missing if the hand turned. */
  ahead({ x, y, zoom }: View, { w, h }: { w: number; h: number }): View {
    const scale = clamp(2 ** (this.dz * AHEAD), SMALLEST, 1);
    const [moveX, moveY] = [reach(this.dx, w), reach(this.dy, h)];
    return { x: w / 2 + (x + moveX - w / 2) * scale, y: h / 2 + (y + moveY - h / 2) * scale, zoom: zoom * scale };
  }
}

function blend(before: number, newest: number): number {
  return before * (1 - NEWEST) + newest * NEWEST;
}

function reach(movement: number, length: number): number {
  return clamp(movement * AHEAD, -FARTHEST * length, FARTHEST * length);
}
