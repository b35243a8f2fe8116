// Says when a generation on this canvas ends, for those who do not see it.
import { useEffect } from "react";
import { useDocument } from "../document/context";
import { cardName } from "../document/schema";
import { isActive, useLive } from "../live/events";
import { say } from "./announcements";

const WORDS: Record<string, string> = {
  succeeded: "is done",
  failed: "failed",
  cancelled: "was cancelled",
  unknown: "ended without an answer",
};

export function useDone(): void {
  const document = useDocument();
  useEffect(
    () =>
      useLive.subscribe(({ generations }, before) => {
        for (const [id, generation] of Object.entries(generations)) {
          const known = before.generations[id];
          const node = document.get(id);
          if (!node || generation === known || !isActive(known) || isActive(generation)) continue;
          say(`${cardName(node)} ${WORDS[generation.state] ?? "ended"}`);
        }
      }),
    [document],
  );
}
