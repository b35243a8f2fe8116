// Which menu is open on the canvas, and where.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Point } from "./geometry";
import type { Side } from "./gesture_state";

export interface OpenMenu {
  /** In the window. */
  client: Point;
  /** On the canvas: where a new node goes. */
  at: Point;
  /** Only kinds that may be connected with this point; the new node arrives connected. */
  connect?: { node: string; side: Side };
  /** Offer the nodes that are there, too: the way to connect without dragging. */
  existing?: boolean;
  /** Offer the connections of this node instead, to be selected. */
  connectionsOf?: string;
}

export type MenuStore = StoreApi<{ open: OpenMenu | null }>;

export function createMenus(): MenuStore {
  return createStore<{ open: OpenMenu | null }>(() => ({ open: null }));
}
