// The workspace for React, and the hooks that read its stores.
import { createContext, useContext, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { Box } from "./geometry";
import type { GestureState } from "./gesture_state";
import type { Selection } from "./selection";
import type { Workspace } from "./workspace";

export const WorkspaceContext = createContext<Workspace | null>(null);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("There is no canvas around this component");
  return workspace;
}

export function useSelection<T>(read: (selection: Selection) => T): T {
  return useStore(useWorkspace().selection, read);
}

export function useGesture<T>(read: (state: GestureState) => T): T {
  return useStore(useWorkspace().gestures, read);
}

/** The box of a node, following the hand. */
export function useBox(id: string | null): Box | undefined {
  const { scene } = useWorkspace();
  return useSyncExternalStore(scene.subscribe, () => (id === null ? undefined : scene.box(id)));
}
