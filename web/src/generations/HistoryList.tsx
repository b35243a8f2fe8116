// The list, or what stands there instead: nothing yet, nothing found, no line to the server.
import type { RefObject } from "react";
import { ListFailed } from "../home/ListFailed";
import { RowHead } from "./HistoryRow";
import { HistoryRows } from "./HistoryRows";
import { type GenerationSearch, narrows } from "./search";
import { useHistoryCounts } from "./use_history";

interface Props {
  search: GenerationSearch;
  scroller: RefObject<HTMLElement | null>;
  onOpen: (generation: string) => void;
}

export function HistoryList({ search, scroller, onOpen }: Props) {
  const { data, error, refetch, isPlaceholderData } = useHistoryCounts(search);
  if (error && !data) return <ListFailed message={error.message} onRetry={() => void refetch()} />;
  if (data?.found === 0 && !isPlaceholderData) return <Nothing narrowed={narrows(search)} />;
  return (
    <>
      {data && (
        <p role="status" className="sr-only">
          {data.found === 1 ? "1 generation" : `${data.found} generations`}
        </p>
      )}
      <RowHead />
      <HistoryRows
        key={JSON.stringify(search)}
        search={search}
        count={isPlaceholderData ? undefined : data?.found}
        scroller={scroller}
        onOpen={onOpen}
      />
    </>
  );
}

function Nothing({ narrowed }: { narrowed: boolean }) {
  return (
    <div role="status" className="py-24 text-center">
      <p className="font-medium text-ink text-prose">{narrowed ? "Nothing found" : "Nothing was generated yet"}</p>
      <p className="mx-auto max-w-md pt-1 text-ink-soft text-ui">
        {narrowed
          ? "No generation fits all of this. Take a word or a filter away."
          : "Press Generate in a node of a canvas: what is made, what it cost and what went wrong is kept here."}
      </p>
    </div>
  );
}
