// Short sentences for screen readers: what was added, deleted, connected, selected, refused, done.
import { create } from "zustand";

/** So many stay: sentences that come at once are all read, and none is read again. */
const KEPT = 6;

interface Sentence {
  text: string;
  /** Tells two equal sentences apart. */
  number: number;
}

export const useAnnouncements = create<{ said: readonly Sentence[]; count: number }>(() => ({ said: [], count: 0 }));

export function say(text: string): void {
  useAnnouncements.setState(({ said, count }) => ({
    said: [...said, { text, number: count }].slice(-KEPT),
    count: count + 1,
  }));
}
