// A table whose rows come page by page: while it is empty, read for the first time, or cannot be read; and what is earlier.
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "./Button";
import { Skeleton } from "./Skeleton";

const PAGE = 50;

interface Row {
  id: string;
}

export type Pages<T> = UseInfiniteQueryResult<InfiniteData<T[]>>;

/** Rows before an id, newest first, fifty at a time. */
export function usePages<T extends Row>(
  queryKey: readonly unknown[],
  list: (before: string | null, limit: number) => Promise<T[]>,
): Pages<T> {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => list(pageParam, PAGE),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.length === PAGE ? last.at(-1)?.id : null),
  });
}

interface Props<T> {
  pages: Pages<T>;
  /** The cells of the table's head. */
  head: ReactNode;
  rows: (all: T[]) => ReactNode;
  empty: string;
}

export function PagedRows<T>({ pages, head, rows, empty }: Props<T>) {
  const all = pages.data?.pages.flat();
  return (
    <div className="overflow-hidden rounded-card bg-card hairline">
      {all && all.length > 0 && (
        <table className="w-full border-collapse text-left">
          <thead>
            <tr className="text-ink-faint text-label">{head}</tr>
          </thead>
          <tbody>{rows(all)}</tbody>
        </table>
      )}
      {all?.length === 0 && <p className="p-4 text-ink-soft text-ui">{empty}</p>}
      {pages.isPending && <LoadingRows />}
      {pages.isError && !all && <NotRead why={pages.error.message} onAgain={() => void pages.refetch()} />}
      {pages.hasNextPage && (
        <div className="border-line border-t p-2 text-center">
          <Button small look="quiet" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show earlier
          </Button>
        </div>
      )}
    </div>
  );
}

function NotRead({ why, onAgain }: { why: string; onAgain: () => void }) {
  return (
    <p role="alert" className="flex items-center justify-between p-4 text-ink-soft text-ui">
      {why}
      <Button small onClick={onAgain}>
        Try again
      </Button>
    </p>
  );
}

function LoadingRows() {
  return (
    <div aria-busy="true" className="flex flex-col gap-5 p-4">
      {["w-2/5", "w-1/2", "w-1/3", "w-2/5"].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: four that never move
        <Skeleton key={index} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}
