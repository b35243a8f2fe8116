// Whether every edit of this tab is stored: said only once the server has acknowledged it.
import { useProblem, useSaveState } from "../document/context";
import { classes } from "../ui/classes";

const WORDS = {
  saved: "Saved",
  saving: "Saving…",
  offline: "Offline. Your changes are kept in this browser.",
  refused: "Not saved. The server refuses a change made here.",
};

const PROBLEMS: Record<string, string> = {
  not_found: "This canvas no longer exists.",
  deleted: "This canvas was deleted.",
  newer: "This canvas was made with a newer Headwater. Update to edit it.",
  too_large: "Not saved. This canvas is full: delete something, or go on in a new one.",
};

export function SavedState() {
  const state = useSaveState();
  const problem = useProblem();
  const words = (problem && PROBLEMS[problem]) ?? WORDS[state];
  const calm = state === "saved" || state === "saving";
  return (
    <span
      role="status"
      aria-label={words}
      // Each keystroke saves: nobody wants to hear that.
      aria-live={calm ? "off" : "polite"}
      className={classes("px-2 text-label", calm ? "text-ink-faint" : "text-balance text-warn")}
    >
      {words}
    </span>
  );
}
