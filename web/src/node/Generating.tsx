// Over a card while it is generated: a slow light or how it looks so far, how far it is, how long it has taken, and Cancel.
import type { Generation } from "../api/types";
import { cancelAll, useCancelling } from "../live/cancelling";
import { useGoing, usePreview } from "../live/store";
import { Button } from "../ui/Button";
import { stateWords, timeWords } from "./running";
import { useNow } from "./use_now";

/** `quiet`: the text is being drawn, so no light lies over it. */
export function Generating({ generation, quiet }: { generation: Generation; quiet: boolean }) {
  const preview = usePreview(generation);
  return (
    <div className="absolute inset-0 flex flex-col justify-end">
      {!quiet && !preview && <div className="shimmer absolute inset-0 bg-skeleton" />}
      {preview && (
        <img
          src={preview}
          alt="How it looks so far"
          draggable={false}
          className="absolute inset-0 size-full bg-field object-contain"
        />
      )}
      <Standing generation={generation} />
    </div>
  );
}

function Standing({ generation }: { generation: Generation }) {
  const cancelling = useCancelling(generation);
  const now = useNow();
  const going = useGoing(generation.node);
  const several = going.length > 1 ? `${going.length} takes · ` : "";
  const words = `${several}${stateWords(generation, cancelling)}`;
  return (
    <>
      <div className="relative flex items-end gap-2 bg-[linear-gradient(to_top,var(--card)_60%,transparent)] px-3.5 pt-10 pb-2.5">
        <p className="tabular min-w-0 flex-1 text-ink-soft text-label">
          <span className="block truncate font-medium text-ink">{words}</span>
          <span className="block min-h-4 truncate">{timeWords(generation, now)}</span>
        </p>
        <Button
          look="quiet"
          small
          aria-disabled={cancelling}
          className="nodrag -mr-1.5"
          onClick={() => cancelling || void cancelAll(going)}
        >
          {going.length > 1 ? "Cancel all" : "Cancel"}
        </Button>
      </div>
      <Progress words={words} done={generation.progress} />
    </>
  );
}

/** `done`: 0 to 1; null where the provider does not say. */
function Progress({ words, done }: { words: string; done: number | null }) {
  return (
    <div
      role="progressbar"
      aria-label={words}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={done === null ? undefined : Math.round(done * 100)}
      className="relative h-0.5 bg-line"
    >
      <div
        className="h-full origin-left bg-kind transition-transform duration-300"
        style={{ scale: `${done ?? 0} 1` }}
      />
    </div>
  );
}
