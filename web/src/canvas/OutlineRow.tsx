// One node in the outline: its title, and in words how it stands.

import { type MouseEvent, memo } from "react";
import { offerFor } from "../commands/NodeMenu";
import { type CanvasCard, cardName } from "../document/schema";
import { useGeneration } from "../live/events";
import { useDismissed } from "../node/failures";
import { stateWords } from "../node/running";
import { standingOf } from "../node/standing";
import { useOutdatedOf } from "../runs/use_outdated";
import { Drawn } from "../ui/Drawn";
import { KindIcon } from "../ui/kinds";
import { useSelection, useWorkspace } from "./workspace_context";

interface Props {
  node: CanvasCard;
  /** Icons that nobody sees would cost. */
  shown: boolean;
  index: number;
  /** Of all rows. */
  count: number;
  /** CSS pixels from the top of the list. */
  top: number;
  /** Tab comes to this row. */
  reachable: boolean;
}

export const OutlineRow = memo(function OutlineRow({ node, shown, index, count, top, reachable }: Props) {
  const { id, kind, title } = node;
  const workspace = useWorkspace();
  const selected = useSelection(({ nodes }) => nodes.has(id));
  const state = useStateWords(node);
  const several = ({ shiftKey, metaKey, ctrlKey }: MouseEvent) => shiftKey || metaKey || ctrlKey;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys of all its rows
    <div
      role="treeitem"
      aria-label={cardName(node)}
      aria-description={state}
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={count}
      tabIndex={reachable ? 0 : -1}
      data-index={index}
      data-row={id}
      onClick={(event) => (several(event) ? workspace.toggle(id) : workspace.goTo(id))}
      onContextMenu={(event) => {
        event.preventDefault();
        // The key has no place of its own: the menu opens at the row.
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        const byKey = event.button !== 2;
        offerFor(workspace, id, byKey ? { x: left + 24, y: bottom } : { x: event.clientX, y: event.clientY });
      }}
      className="absolute inset-x-0 flex h-7 cursor-default items-center gap-2 rounded-[6px] px-2 text-left text-ink-soft text-ui hover:bg-hover aria-selected:bg-press aria-selected:text-ink"
      style={{ top }}
    >
      {shown && <KindIcon kind={kind} size={14} />}
      <span className="min-w-0 flex-1 truncate">{title}</span>
      {shown && state && state !== "Ready" && <Drawn words={state} className="shrink-0 text-ink-faint text-label" />}
    </div>
  );
});

/** Undefined: a note is as it is. */
function useStateWords(card: CanvasCard): string | undefined {
  const { id, text } = card;
  const generation = useGeneration(id);
  const dismissed = useDismissed();
  const outdated = useOutdatedOf(id);
  const standing = standingOf(generation, dismissed);
  if (card.kind === "note") return undefined;
  if (standing === "failed") return "Failed";
  if (standing && generation) return stateWords(generation, generation.cancelling);
  if (outdated) return "Out of date";
  return card.shown === null && text === "" ? "Empty" : "Ready";
}
