// Over a card while it is generated: a slow light, how far it is, how long it has taken, and Cancel.
import { useEffect, useState } from "react";
import { cancelGeneration } from "../api/client";
import { messageOf } from "../api/errors";
import type { Generation } from "../api/types";
import { Button } from "../ui/Button";
import { toast } from "../ui/Toasts";
import { elapsed } from "./times";

/** `quiet`: the text is being drawn, so no light lies over it. */
export function Generating({ generation, quiet }: { generation: Generation; quiet: boolean }) {
  const { state, progress, queue_position: position, started } = generation;
  const now = useNow();
  const words = state === "queued" ? queued(position) : "Generating";
  const percent = progress === null ? null : Math.round(progress * 100);
  return (
    <div className="absolute inset-0 flex flex-col justify-end">
      {!quiet && <div className="shimmer absolute inset-0 bg-skeleton" />}
      <div className="relative flex items-center gap-2 bg-[linear-gradient(to_top,var(--card)_55%,transparent)] px-3.5 pt-8 pb-2.5">
        <span className="tabular min-w-0 flex-1 truncate text-ink-soft text-label">
          {words}
          {state === "running" && percent !== null && ` · ${percent} %`}
          {started !== null && ` · ${elapsed(now - started)}`}
        </span>
        <Button look="quiet" small className="nodrag -mr-1.5" onClick={() => void cancel(generation.id)}>
          Cancel
        </Button>
      </div>
      <div
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        className="relative h-0.5 bg-line"
      >
        <div
          className="h-full origin-left bg-kind transition-transform duration-300"
          style={{ scale: `${progress ?? 0} 1` }}
        />
      </div>
    </div>
  );
}

function queued(position: number | null): string {
  return position === null || position < 1 ? "Waiting to start" : `Waiting, ${position} before it`;
}

async function cancel(id: string): Promise<void> {
  try {
    await cancelGeneration(id);
  } catch (error) {
    toast({ text: messageOf(error) });
  }
}

/** The time, each second. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
