// Whose takes are open in this tab, and which of them is looked at in the node without being chosen.
import { create } from "zustand";
import type { Take } from "../api/types";

interface OpenTakes {
  /** The node; null: none are open. */
  node: string | null;
  /** What the node's card shows for now in place of its content. */
  looking: Take | null;
}

const CLOSED: OpenTakes = { node: null, looking: null };

const useOpenTakes = create<OpenTakes>(() => CLOSED);

export function useTakesOpen(node: string): boolean {
  return useOpenTakes((open) => open.node === node);
}

export function useLooking(node: string): Take | null {
  return useOpenTakes((open) => (open.node === node ? open.looking : null));
}

export function openTakes(node: string): void {
  useOpenTakes.setState({ node, looking: null });
}

export function lookAt(looking: Take | null): void {
  if (useOpenTakes.getState().looking?.id !== looking?.id) useOpenTakes.setState({ looking });
}

export function closeTakes(): void {
  useOpenTakes.setState(CLOSED);
}
