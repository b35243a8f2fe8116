// Short sentences for screen readers: what was added, deleted, connected, refused, done.
import { create } from "zustand";

/** `count` tells two equal sentences apart. */
export const useAnnouncement = create<{ text: string; count: number }>(() => ({ text: "", count: 0 }));

export function say(text: string): void {
  useAnnouncement.setState(({ count }) => ({ text, count: count + 1 }));
}
