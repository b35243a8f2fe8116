// Everything that was ever generated, or is right now: live, newest first.
import { useRef } from "react";
import { PageHeader } from "../header/PageHeader";
import { useSearchAddress } from "../ui/search_address";
import { HistoryFilters } from "./HistoryFilters";
import { HistoryList } from "./HistoryList";
import { StoryDialog } from "./StoryDialog";
import { ADDRESS } from "./search";
import { useHistoryCounts } from "./use_history";

export function GenerationsPage() {
  const { search, open, change, look } = useSearchAddress(ADDRESS);
  const scroller = useRef<HTMLElement>(null);
  const { data: counts } = useHistoryCounts(search);
  return (
    <div className="flex h-dvh flex-col">
      <PageHeader title="Generations" />
      <search className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-2 px-4 pt-1 pb-3 sm:px-6">
        <HistoryFilters search={search} counts={counts} onChange={change} />
      </search>
      <main ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-6xl px-4 pt-1 pb-24 sm:px-6">
          <HistoryList search={search} scroller={scroller} onOpen={look} />
        </div>
      </main>
      <StoryDialog open={open} onOpen={look} onClose={() => look(null)} />
    </div>
  );
}
