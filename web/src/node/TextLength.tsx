// How many words a text has, and how long it is read aloud.
import { useDeferredValue, useMemo } from "react";
import { clock } from "./times";
import { readingTime, wordsIn } from "./words";

export function TextLength({ text }: { text: string }) {
  const settled = useDeferredValue(text);
  const words = useMemo(() => wordsIn(settled), [settled]);
  return (
    <span className="tabular">
      {words === 1 ? "1 word" : `${words.toLocaleString()} words`}
      {words > 0 && <span className="max-sm:hidden"> · {clock(readingTime(words))} read aloud</span>}
    </span>
  );
}
