// The mentions of one prompt as they are now: titles and texts at once, numbers with the server's answer.
import { useRef } from "react";
import type { Panel } from "../api/types";
import { useDocument, useVersion } from "../document/context";
import { isActive, useLive } from "../live/store";
import { type Mention, mentionsOf, sameMentions } from "./mentions";

/** The same array until one of them changes. */
export function useMentions(nodeId: string, panel: Panel): readonly Mention[] {
  const document = useDocument();
  const generations = useLive((state) => state.generations);
  const held = useRef<readonly Mention[]>([]);
  useVersion();
  const now = mentionsOf(nodeId, document.get(nodeId)?.prompt ?? "", panel.references, {
    get: (id) => document.get(id),
    incoming: (id) => document.incoming(id),
    streamed: (id) => (isActive(generations[id]) ? (generations[id]?.text ?? "") : null),
  });
  if (!sameMentions(held.current, now)) held.current = now;
  return held.current;
}
