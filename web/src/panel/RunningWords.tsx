// How the node's generation stands, beside the button that waits for it. It counts each second, so nothing reads it out unasked.
import type { Generation } from "../api/types";
import { useCancelling } from "../live/cancelling";
import { stateWords, timeWords } from "../node/running";
import { useNow } from "../node/use_now";

/** Under each other; on a phone beside each other. */
const LINE = "tabular whitespace-nowrap sm:block not-first:max-sm:not-empty:before:content-['·_']";

export function RunningWords({ generation }: { generation: Generation }) {
  const cancelling = useCancelling(generation);
  const now = useNow();
  return (
    <>
      <span className={LINE}>{stateWords(generation, cancelling)}</span>{" "}
      <span className={LINE}>{timeWords(generation, now)}</span>
    </>
  );
}
