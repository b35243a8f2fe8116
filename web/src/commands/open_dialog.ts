// Which of the two windows over the canvas is open: the one that finds, or the one that tells the keys.
import { create } from "zustand";

export type OpenDialog = "find" | "shortcuts";

export const useOpenDialog = create<{ open: OpenDialog | null }>(() => ({ open: null }));

export function showDialog(open: OpenDialog | null): void {
  useOpenDialog.setState({ open });
}
