// How many cards may come and go in a frame: none while the view flies past them, a few while it drifts, many at rest.
import type { View } from "./geometry";

/** Milliseconds without movement after which the view rests. */
export const REST_MS = 60;
/** Screen pixels from one frame to the next above which nobody could read a card anyway: what is drawn below is enough. */
const FLIES = 12;
/** More cards than these are not kept, whatever the view does. */
const MOST_KEPT = 200;

export interface Budget {
  add: number;
  remove: number;
}

const AT_REST: Budget = { add: 6, remove: 20 };
const DRIFTING: Budget = { add: 1, remove: 2 };
const FLYING: Budget = { add: 0, remove: 0 };
const CROWDED: Budget = { add: 0, remove: 4 };

export class MountingPace {
  private view: View | null = null;
  private movedAt = Number.NEGATIVE_INFINITY;
  private fast = false;

  /** The view is here now; `now` in milliseconds. */
  moved(view: View, now: number): void {
    this.fast = this.view !== null && flies(this.view, view);
    this.view = view;
    this.movedAt = now;
  }

  rests(now: number): boolean {
    return now - this.movedAt >= REST_MS;
  }

  flies(now: number): boolean {
    return this.fast && !this.rests(now);
  }

  budget(now: number, mounted: number): Budget {
    if (this.rests(now)) return AT_REST;
    if (!this.fast) return DRIFTING;
    return mounted > MOST_KEPT ? CROWDED : FLYING;
  }
}

function flies(from: View, to: View): boolean {
  return from.zoom !== to.zoom || Math.abs(to.x - from.x) + Math.abs(to.y - from.y) > FLIES;
}
