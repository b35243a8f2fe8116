// Stands where a file should be that did not come; it is tried again by hand, and once the line is back.
import { CloudOff } from "lucide-react";
import { useEffect, useEffectEvent, useRef } from "react";
import { useLive } from "../live/store";
import { Button } from "../ui/Button";

export function NotLoaded({ onAgain }: { onAgain: () => void }) {
  const line = useLive((live) => live.line);
  const before = useRef(line);
  const again = useEffectEvent(onAgain);
  useEffect(() => {
    if (line === "open" && before.current !== "open") again();
    before.current = line;
  }, [line]);
  return (
    <div className="flex size-full flex-col items-center justify-center gap-2 bg-field p-3 text-center text-ink-soft text-ui">
      <CloudOff aria-hidden="true" size={20} strokeWidth={1.5} className="text-ink-faint" />
      <p>This did not load.</p>
      <Button small className="nodrag" onClick={onAgain}>
        Try again
      </Button>
    </div>
  );
}
