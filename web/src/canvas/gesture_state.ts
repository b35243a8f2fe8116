// What the hand is doing at this moment, for the parts of the screen that show it.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Kind } from "../document/schema";
import type { Box, Point } from "./geometry";
import type { SnapLine } from "./snapping";

export type Side = "input" | "output";

/** A connection being drawn from a point. */
export interface Connecting {
  node: string;
  side: Side;
  kind: Kind;
  /** Where its loose end is: on the canvas, and in the window. */
  at: Point;
  client: Point;
  /** The node it would be made with, and why not. */
  target: string | null;
  refused: string | null;
  /** Key of the connection whose loose end this is; null: it is new. */
  held: string | null;
  /** Whether a node could not be connected: it steps back. */
  cannot: (id: string) => boolean;
}

export interface GestureState {
  /** The drawn box, in canvas units. */
  marquee: Box | null;
  connecting: Connecting | null;
  /** Cards are in the hand. */
  moving: boolean;
  /** Along which they lie in line with others. */
  snapLines: readonly SnapLine[];
  /** Space is held: dragging pans. */
  panning: boolean;
}

export type GestureStore = StoreApi<GestureState>;

export function createGestures(): GestureStore {
  return createStore<GestureState>(() => ({
    marquee: null,
    connecting: null,
    moving: false,
    snapLines: [],
    panning: false,
  }));
}
