// One line of the ledger.
import type { LedgerEntry } from "../api/types";
import { classes } from "../ui/classes";
import { exactMoment, moment } from "../ui/time";
import { moveWords, signedAmount } from "./entry_words";

const AMOUNT: Record<LedgerEntry["kind"], string> = {
  granted: "font-medium text-good",
  held: "font-medium text-ink",
  captured: "font-medium text-ink",
  released: "text-ink-faint",
};

export function EntryRow({ entry }: { entry: LedgerEntry }) {
  return (
    <tr className="border-line border-t text-ui">
      <td className="h-10 max-w-0 truncate pr-3 pl-4 text-ink sm:w-2/5">{entry.what}</td>
      <td className="px-3 text-ink-soft">{moveWords(entry)}</td>
      <td className={classes("tabular px-3 text-right", AMOUNT[entry.kind])}>{signedAmount(entry)}</td>
      <td className="tabular hidden px-3 text-right text-ink-faint sm:table-cell">{entry.balance}</td>
      <td className="tabular hidden whitespace-nowrap pr-4 pl-3 text-right text-ink-faint sm:table-cell">
        <time dateTime={new Date(entry.at).toISOString()} title={exactMoment(entry.at)}>
          {moment(entry.at)}
        </time>
      </td>
    </tr>
  );
}
