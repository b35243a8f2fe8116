// What each provider was paid over all: a table; on a phone a few lines each.
import { Amount, AmountCell, CELL, CostTable } from "./Cells";
import { creditsOf, differenceWords, dollars, type Sum, saidOfAll } from "./cost_sums";

export function SumRows({ sums, names }: { sums: readonly Sum[]; names: ReadonlyMap<string, string> }) {
  return (
    <CostTable label="By provider" of="Provider">
      {sums.map((sum) => (
        <tr
          key={sum.provider}
          className="border-line border-t text-ui max-sm:block max-sm:py-2 max-sm:first:border-t-0"
        >
          <th scope="row" className={`${CELL} font-medium text-ink`}>
            {names.get(sum.provider) ?? sum.provider}
            <span className="tabular block font-normal text-ink-faint text-label">
              {sum.count === 1 ? "1 generation" : `${sum.count} generations`}
            </span>
          </th>
          <AmountCell name="Credits">{creditsOf(sum.credits)}</AmountCell>
          <AmountCell name="Expected">{dollars(sum.expected)}</AmountCell>
          <AmountCell name="Provider says" faint={sum.said === 0}>
            {saidOfAll(sum)}
          </AmountCell>
          <AmountCell name="Difference">
            <Amount difference={sum.difference}>{differenceWords(sum.difference)}</Amount>
          </AmountCell>
        </tr>
      ))}
    </CostTable>
  );
}
