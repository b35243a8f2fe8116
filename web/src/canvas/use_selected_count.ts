// Says how many nodes are selected, for those who do not see it; one that is selected has the focus, which says it.
import { useEffect } from "react";
import { say, useAnnouncements } from "./announcements";
import type { Workspace } from "./workspace";

/** Milliseconds: a box that is drawn over nodes takes them in one after the other. */
const SETTLED = 300;

export function useSelectedCount({ selection }: Workspace): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = selection.subscribe(({ nodes }, before) => {
      if (nodes === before.nodes) return;
      clearTimeout(timer);
      const { count } = useAnnouncements.getState();
      timer = setTimeout(() => tell(nodes.size, before.nodes.size, count), SETTLED);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [selection]);
}

/** What was said meanwhile ("3 nodes duplicated") says it already. */
function tell(now: number, before: number, said: number): void {
  if (useAnnouncements.getState().count !== said) return;
  if (now > 1) say(`${now} nodes selected`);
  else if (now === 0 && before > 1) say("Nothing selected");
}
