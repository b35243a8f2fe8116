// What a canvas needs soon, but not to be seen: fetched once it is on screen and the browser has nothing else to do.
import { useEffect } from "react";
import { TextEditor } from "../node/text_editor_later";
import { PanelSheet } from "../panel/panel_sheet_later";

const AT_LATEST_MS = 1500;

export function useRestOfCode(): void {
  useEffect(() => whenIdle(() => void Promise.all([PanelSheet.fetch(), TextEditor.fetch()])), []);
}

/** Safari has no idle callbacks. */
function whenIdle(work: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(work, AT_LATEST_MS / 3);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(work, { timeout: AT_LATEST_MS });
  return () => cancelIdleCallback(asked);
}
