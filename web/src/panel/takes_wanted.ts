// How many takes one press makes: chosen beside Generate, and kept by this tab for each node until it is closed.
import { create } from "zustand";

export const TAKES_OFFERED = [1, 2, 4, 8] as const;

const useWanted = create<Record<string, number>>(() => ({}));

export function useTakesWanted(node: string): number {
  return useWanted((wanted) => wanted[node] ?? 1);
}

/** Under which the panel of a node is kept, as it is for so many takes. */
export function panelKey(canvas: string, node: string, takes = useWanted.getState()[node] ?? 1) {
  return ["panel", canvas, node, takes] as const;
}

export function wantTakes(node: string, takes: number): void {
  useWanted.setState({ [node]: takes });
}
