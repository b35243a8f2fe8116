// Whether every edit of this tab is stored: said only once the server has acknowledged it.
import { useCopyFailing, useProblem, useSaveState, useUnsaved } from "../document/context";
import type { SaveState } from "../document/room_connection";
import { classes } from "../ui/classes";
import { Tooltip } from "../ui/Tooltip";

const PROBLEMS: Record<string, string> = {
  not_found: "This canvas no longer exists.",
  deleted: "This canvas was deleted.",
  newer: "This canvas was made with a newer Headwater. Update to edit it.",
  too_large: "Not saved. What was changed here is too large for one canvas.",
};

export function SavedState() {
  const state = useSaveState();
  const problem = useProblem();
  const waiting = useUnsaved();
  const copyFails = useCopyFailing();
  const words = (problem && PROBLEMS[problem]) ?? savedWords(state, waiting);
  const more = explained(state, copyFails);
  const calm = state === "saved" || state === "saving";
  const shown = (
    <span
      role="status"
      aria-label={more ? `${words}. ${more}` : words}
      // Each keystroke saves: nobody wants to hear that.
      aria-live={calm ? "off" : "polite"}
      className={classes("px-2 text-label tabular-nums", calm ? "text-ink-faint" : "text-balance text-warn")}
    >
      {words}
      {more && copyFails && <span className="block">{more}</span>}
    </span>
  );
  return more ? (
    <Tooltip side="bottom" text={more}>
      {shown}
    </Tooltip>
  ) : (
    shown
  );
}

export function savedWords(state: SaveState, waiting: number): string {
  const changes = waiting === 1 ? "1 change" : `${waiting.toLocaleString("en")} changes`;
  switch (state) {
    case "saved":
      return "Saved";
    case "saving":
      return "Saving…";
    case "offline":
      return waiting > 0 ? `Offline · ${changes} waiting` : "Offline";
    case "unsaved":
      return waiting > 0 ? `Not saved · ${changes} waiting` : "Not saved";
    case "refused":
      return "Not saved. The server refuses a change made here.";
  }
}

/** What it means for the person; null when all is well. */
function explained(state: SaveState, copyFails: boolean): string | null {
  if (state === "saved" || state === "saving") return null;
  if (copyFails) return "This browser cannot keep them: leave this tab open";
  if (state === "unsaved")
    return "The server cannot store anything just now: its disk may be full. Your changes are kept in this browser, and are saved by themselves once it can";
  if (state === "offline") return "Your changes are kept in this browser, and join when the server is back";
  return null;
}
