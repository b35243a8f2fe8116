// Which failures a person has put aside in this tab.
import { create } from "zustand";

export const useDismissed = create<ReadonlySet<string>>(() => new Set<string>());

export function dismiss(generation: string): void {
  useDismissed.setState((ids) => new Set([...ids, generation]), true);
}
