// One line of the ledger. On a small screen what happened and when stand under what it was for.
import type { LedgerEntry } from "../api/types";
import { classes } from "../ui/classes";
import { exactMoment, moment } from "../ui/time";
import { type Line, moveWords, signedAmount } from "./entry_words";

const AMOUNT: Record<LedgerEntry["kind"], string> = {
  granted: "font-medium text-good",
  held: "font-medium text-ink",
  captured: "font-medium text-ink",
  released: "text-ink-faint",
};

/** For the pointer: every moment to the second. */
function history({ entry, held }: Line<LedgerEntry>): string {
  const last = `${moveWords(entry)}: ${exactMoment(entry.at)}`;
  return held ? `${held.amount} held: ${exactMoment(held.at)}\n${last}` : last;
}

export function EntryRow({ line }: { line: Line<LedgerEntry> }) {
  const { entry } = line;
  return (
    <tr title={history(line)} className="border-line border-t text-ui">
      <td className="h-10 max-w-0 truncate py-2 pr-3 pl-4 text-ink sm:w-2/5 sm:py-0">
        {entry.what}
        <span className="block truncate text-ink-faint text-label sm:hidden">
          {moveWords(entry)} · {moment(entry.at)}
        </span>
      </td>
      <td className="hidden px-3 text-ink-soft sm:table-cell">{moveWords(entry)}</td>
      <td
        className={classes("tabular w-0 whitespace-nowrap pr-4 pl-3 text-right sm:w-auto sm:px-3", AMOUNT[entry.kind])}
      >
        {signedAmount(entry)}
      </td>
      <td className="tabular hidden px-3 text-right text-ink-faint sm:table-cell">{entry.balance}</td>
      <td className="tabular hidden whitespace-nowrap pr-4 pl-3 text-right text-ink-faint sm:table-cell">
        <time dateTime={new Date(entry.at).toISOString()}>{moment(entry.at)}</time>
      </td>
    </tr>
  );
}
