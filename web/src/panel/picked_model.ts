// What becomes of the picked model when another mode is picked.
import type { Panel } from "../api/types";

/** Whether the model that is shown would still be the one in another mode. */
export function keepsModel(panel: Panel, mode: string): boolean {
  return panel.modes.find(({ id }) => id === mode)?.model === panel.request.model;
}
