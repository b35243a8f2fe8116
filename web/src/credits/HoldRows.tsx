// Every hold, newest first, with the generation behind it and what became of it.
import { listHolds } from "../api/client";
import type { Outcome, Proof, ProvenHold } from "../api/types";
import { generationAddress } from "../generations/search";
import { classes } from "../ui/classes";
import { PagedRows, usePages } from "../ui/PagedRows";
import { exactMoment, moment } from "../ui/time";
import { becameWords, OUTCOMES } from "./hold_words";

interface Props {
  count: Proof["count"];
  outcome: Outcome | null;
  onOutcome: (outcome: Outcome | null) => void;
}

export function HoldRows({ count, outcome, onOutcome }: Props) {
  const holds = usePages(["proof", "holds", outcome], (before, limit) => listHolds(outcome, before, limit));
  return (
    <section aria-label="Every hold" className="mt-8">
      <Outcomes count={count} outcome={outcome} onOutcome={onOutcome} />
      <PagedRows
        pages={holds}
        head={<Heads />}
        rows={(all) => all.map((hold) => <HoldRow key={hold.id} hold={hold} />)}
        empty="None."
      />
    </section>
  );
}

function Heads() {
  return (
    <>
      <th className="h-10 pr-3 pl-4 font-normal">Generation</th>
      <th className="hidden px-3 font-normal sm:table-cell">What became of it</th>
      <th className="pr-4 pl-3 text-right font-normal sm:px-3">Held</th>
      <th className="hidden pr-4 pl-3 text-right font-normal sm:table-cell">When</th>
    </>
  );
}

function Outcomes({ count, outcome, onOutcome }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend nobody needs to see
    <div role="group" aria-label="What became of it" className="flex flex-wrap gap-0.5 pb-2">
      {OUTCOMES.map(({ value, label }) => (
        <button
          key={label}
          type="button"
          aria-pressed={value === outcome}
          onClick={() => onOutcome(value)}
          className={classes(
            "h-7 rounded-control px-2.5 text-label transition-colors",
            value === outcome ? "bg-press font-medium text-ink" : "text-ink-soft hover:bg-hover hover:text-ink",
          )}
        >
          {label}
          {value && <span className="tabular pl-1.5 font-normal text-ink-faint">{count[value] ?? 0}</span>}
        </button>
      ))}
    </div>
  );
}

function HoldRow({ hold }: { hold: ProvenHold }) {
  const became = becameWords(hold);
  return (
    <tr className="border-line border-t text-ui">
      <td className="h-10 max-w-0 truncate py-2 pr-3 pl-4 sm:w-2/5 sm:py-0">
        <a href={generationAddress(hold.generation)} className="text-ink hover:underline">
          {hold.what}
        </a>
        <span className="block truncate text-ink-faint text-label sm:hidden">
          {became} · {moment(hold.at)}
        </span>
        {hold.doubt && <span className="block whitespace-normal text-fail text-label">{hold.doubt}</span>}
      </td>
      <td className="hidden px-3 text-ink-soft sm:table-cell">{became}</td>
      <td className="tabular w-0 whitespace-nowrap pr-4 pl-3 text-right text-ink sm:w-auto sm:px-3">{hold.held}</td>
      <td className="tabular hidden whitespace-nowrap pr-4 pl-3 text-right text-ink-faint sm:table-cell">
        <time dateTime={new Date(hold.at).toISOString()} title={exactMoment(hold.at)}>
          {moment(hold.at)}
        </time>
      </td>
    </tr>
  );
}
