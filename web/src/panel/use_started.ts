// Says that a generation of the node that is open has started, for those who do not see it.
import { useEffect, useRef } from "react";
import { say } from "../canvas/announcements";
import { useDocument } from "../document/context";
import { cardName } from "../document/schema";

/** `running`: the id of the one that runs. What ran before the panel opened is no news. */
export function useStarted(node: string, running: string | null): void {
  const document = useDocument();
  const known = useRef(running);
  useEffect(() => {
    const started = running !== null && running !== known.current;
    known.current = running;
    const found = document.get(node);
    if (started && found) say(`${cardName(found)} is generating`);
  }, [document, node, running]);
}
