// Which node is shown as large as the window.
import { create } from "zustand";

interface Shown {
  /** The node's id; null while the canvas is in sight. */
  node: string | null;
  /** What gets the focus back; null: the node itself. */
  from: HTMLElement | null;
}

export const useFullScreen = create<Shown>(() => ({ node: null, from: null }));

export function showFullScreen(node: string, from: HTMLElement | null = null): void {
  useFullScreen.setState({ node, from });
}

/** Gives what is to have the focus, where that is still there and not the node itself. */
export function leaveFullScreen(): HTMLElement | null {
  const { from } = useFullScreen.getState();
  useFullScreen.setState({ node: null, from: null });
  return from?.isConnected ? from : null;
}
