// The ledger, newest first: nothing in it is ever changed, only added to.
import { listEntries } from "../api/client";
import { PagedRows, usePages } from "../ui/PagedRows";
import { EntryRow } from "./EntryRow";
import { linesOf } from "./entry_words";

export function Entries() {
  const entries = usePages(["entries"], listEntries);
  return (
    <section aria-label="What they were for" className="mt-10">
      <PagedRows
        pages={entries}
        head={<Heads />}
        rows={(all) => linesOf(all).map((line) => <EntryRow key={line.entry.id} line={line} />)}
        empty="Nothing yet. What you generate is listed here."
      />
    </section>
  );
}

function Heads() {
  return (
    <>
      <th className="h-10 pr-3 pl-4 font-normal">What for</th>
      <th className="hidden px-3 font-normal sm:table-cell">What happened</th>
      <th className="pr-4 pl-3 text-right font-normal sm:px-3">Credits</th>
      <th className="hidden px-3 text-right font-normal sm:table-cell">Balance</th>
      <th className="hidden pr-4 pl-3 text-right font-normal sm:table-cell">When</th>
    </>
  );
}
