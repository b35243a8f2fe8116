// The ledger, newest first: nothing in it is ever changed, only added to.
import { useInfiniteQuery } from "@tanstack/react-query";
import { listEntries } from "../api/client";
import { Button } from "../ui/Button";
import { Skeleton } from "../ui/Skeleton";
import { EntryRow } from "./EntryRow";
import { linesOf } from "./entry_words";

const PAGE = 50;

export function Entries() {
  const query = useInfiniteQuery({
    queryKey: ["entries"],
    queryFn: ({ pageParam }) => listEntries(pageParam, PAGE),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.length === PAGE ? last.at(-1)?.id : null),
  });
  const entries = query.data?.pages.flat();
  return (
    <section aria-label="What they were for" className="mt-10 overflow-hidden rounded-card bg-card hairline">
      {entries && entries.length > 0 && (
        <table className="w-full border-collapse text-left">
          <thead>
            <tr className="text-ink-faint text-label">
              <th className="h-10 pr-3 pl-4 font-normal">What for</th>
              <th className="hidden px-3 font-normal sm:table-cell">What happened</th>
              <th className="pr-4 pl-3 text-right font-normal sm:px-3">Credits</th>
              <th className="hidden px-3 text-right font-normal sm:table-cell">Balance</th>
              <th className="hidden pr-4 pl-3 text-right font-normal sm:table-cell">When</th>
            </tr>
          </thead>
          <tbody>
            {linesOf(entries).map((line) => (
              <EntryRow key={line.entry.id} line={line} />
            ))}
          </tbody>
        </table>
      )}
      {entries?.length === 0 && (
        <p className="p-4 text-ink-soft text-ui">Nothing yet. What you generate is listed here.</p>
      )}
      {query.isPending && <LoadingRows />}
      {query.isError && !entries && (
        <p role="alert" className="flex items-center justify-between p-4 text-ink-soft text-ui">
          {query.error.message}
          <Button small onClick={() => void query.refetch()}>
            Try again
          </Button>
        </p>
      )}
      {query.hasNextPage && (
        <div className="border-line border-t p-2 text-center">
          <Button small look="quiet" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show earlier
          </Button>
        </div>
      )}
    </section>
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
