// The table of costs and its cells: figures at the right; on a phone each is a line with its name.
import type { ReactNode } from "react";
import { classes } from "../ui/classes";

/** The first cell of a row. */
export const CELL = "py-2 pr-3 pl-4 text-left align-top max-sm:block max-sm:pb-1";

function HeadCell({ left = false, children }: { left?: boolean; children: ReactNode }) {
  return (
    <th
      scope="col"
      className={classes(
        "h-10 font-normal text-ink-faint text-label last:pr-4",
        left ? "pr-3 pl-4" : "whitespace-nowrap px-3 text-right",
      )}
    >
      {children}
    </th>
  );
}

/** A table of costs: what each row is `of`, then the figures. */
export function CostTable({ label, of, children }: { label: string; of: string; children: ReactNode }) {
  return (
    <section aria-label={label} className="overflow-hidden rounded-card bg-card hairline">
      <table className="w-full border-collapse text-left">
        <thead className="max-sm:sr-only">
          <tr>
            <HeadCell left>{of}</HeadCell>
            <HeadCell>Credits</HeadCell>
            <HeadCell>Expected</HeadCell>
            <HeadCell>Provider says</HeadCell>
            <HeadCell>Difference</HeadCell>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

interface Props {
  name: string;
  /** Words in place of a figure. */
  faint?: boolean;
  children: ReactNode;
}

export function AmountCell({ name, faint = false, children }: Props) {
  return (
    <td
      className={classes(
        "tabular px-3 py-2 text-right align-top last:pr-4",
        "max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:px-4 max-sm:py-0.5",
        faint ? "text-ink-faint" : "text-ink",
      )}
    >
      <span aria-hidden="true" className="text-ink-faint sm:hidden">
        {name}
      </span>
      {children}
    </td>
  );
}

/** What differs stands out a little: it is news, and no failure. */
export function Amount({ difference, children }: { difference: number | null; children: ReactNode }) {
  if (difference === null) return <span className="text-ink-faint">unknown</span>;
  return <span className={difference === 0 ? "text-ink-faint" : "font-medium text-warn"}>{children}</span>;
}
