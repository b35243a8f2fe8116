// Said while the line to the server is down.
import { useLive } from "../live/store";

export function OfflineNote() {
  const offline = useLive((state) => state.line === "offline");
  if (!offline) return null;
  return (
    <p role="status" className="truncate text-label text-warn">
      The server cannot be reached. Trying again…
    </p>
  );
}
