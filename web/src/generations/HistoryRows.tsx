// The generations one below the other, however many: only the rows near the view are mounted, only their pages fetched.
import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { Button } from "../ui/Button";
import { bring, focusRow, stepped } from "../ui/row_focus";
import { useRows, useSteady } from "../ui/use_rows";
import { HistoryRow, RowOnItsWay } from "./HistoryRow";
import { rowHeight } from "./row_height";
import type { GenerationSearch } from "./search";
import { PAGE, useHistory } from "./use_history";
import { useTitles } from "./use_titles";

/** Rows that stand in until it is known how many there are. */
const GUESSED = 12;

interface Props {
  search: GenerationSearch;
  /** Undefined until it is known. */
  count: number | undefined;
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
  onOpen: (generation: string) => void;
}

export function HistoryRows({ search, count: known, scroller, onOpen }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const view = useRows(list, scroller, rowHeight);
  const [active, setActive] = useState(0);
  const titles = useTitles();
  const count = known ?? GUESSED;
  const row = view?.row ?? rowHeight(window.innerWidth);
  const shown = view ? indexes(view.first, Math.min(view.end, count)) : [];
  const history = useHistory(search, pagesOf(shown));
  useSteady(scroller, known, row);
  const reach = shown.includes(active) ? active : (shown[0] ?? 0);

  const press = (event: KeyboardEvent) => {
    if (!(event.target as Element).closest("[data-row]")) return;
    const inView = Math.floor((scroller.current?.clientHeight ?? 0) / row);
    const next = stepped(event.key, reach, count, inView);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    bring(scroller.current, list.current, next, row);
    focusRow(list.current, next);
  };

  return (
    <>
      {history.error && <PageFailed message={history.error.message} onRetry={history.retry} />}
      <ol
        ref={list}
        aria-label="Generations"
        aria-busy={known === undefined}
        className="relative"
        style={{ height: count * row }}
        onKeyDown={press}
        onFocus={({ target }) => {
          const at = Number(target.closest<HTMLElement>("[data-index]")?.dataset.index);
          if (!Number.isNaN(at)) setActive(at);
        }}
      >
        {shown.map((index) => {
          const chapter = known === undefined ? undefined : history.at(index);
          return (
            <li
              key={chapter?.generation.id ?? index}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={count}
              className="absolute inset-x-0"
              style={{ top: index * row, height: row }}
            >
              {chapter ? (
                <HistoryRow chapter={chapter} titles={titles} reachable={index === reach} onOpen={onOpen} />
              ) : (
                <RowOnItsWay />
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function PageFailed({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <p
      role="alert"
      className="sticky top-2 z-10 mx-auto flex w-max max-w-full items-center gap-3 rounded-control bg-sheet py-1.5 pr-1.5 pl-3 text-ink text-ui shadow-float"
    >
      {message}
      <Button small onClick={onRetry}>
        Try again
      </Button>
    </p>
  );
}

function indexes(first: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
}

function pagesOf(shown: readonly number[]): number[] {
  return [...new Set(shown.map((index) => Math.floor(index / PAGE)))];
}
