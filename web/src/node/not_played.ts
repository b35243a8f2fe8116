// What is done when a sound or a video does not come.
import { toast } from "../ui/Toasts";
import { fileMissing } from "./gone_files";
import { stop, usePlayback } from "./playback";

/** Said only where somebody waits for it; one whose file is gone says so itself. */
export function notPlayed(player: string, asset: string): void {
  fileMissing(asset);
  if (usePlayback.getState().node !== player) return;
  stop(player);
  toast({ text: "This could not be played just now. Try again in a moment.", failed: true });
}
