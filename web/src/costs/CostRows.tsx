// Each generation that a provider asks dollars for, newest first.
import type { Cost } from "../api/types";
import { exactMoment, moment } from "../ui/time";
import { Amount, AmountCell, CELL, CostTable } from "./Cells";
import { difference, differenceWords, dollars, micro, saidWords } from "./cost_sums";

interface Props {
  costs: readonly Cost[];
  providers: ReadonlyMap<string, string>;
  models: ReadonlyMap<string, string>;
}

export function CostRows({ costs, providers, models }: Props) {
  return (
    <CostTable label="Each generation" of="Generation">
      {costs.map((cost) => (
        <tr key={cost.id} className="border-line border-t text-ui max-sm:block max-sm:py-2 max-sm:first:border-t-0">
          <th scope="row" className={`${CELL} font-normal`}>
            <a href={`/canvas/${encodeURIComponent(cost.canvas)}`} className="break-words text-ink hover:underline">
              {models.get(cost.model) ?? cost.model.slice(cost.provider.length + 1)}
            </a>
            <span className="tabular block text-ink-faint text-label">{detail(cost, providers)}</span>
          </th>
          <AmountCell name="Credits">{cost.credits}</AmountCell>
          <AmountCell name="Expected">{expected(cost)}</AmountCell>
          <AmountCell name="Provider says" faint={cost.charged_usd === null}>
            {saidWords(cost)}
          </AmountCell>
          <AmountCell name="Difference">
            <Amount difference={difference(cost)}>{differenceWords(difference(cost))}</Amount>
          </AmountCell>
        </tr>
      ))}
    </CostTable>
  );
}

function detail(cost: Cost, providers: ReadonlyMap<string, string>) {
  const provider = providers.get(cost.provider) ?? cost.provider;
  return (
    <>
      {provider}
      {cost.ended !== null && (
        <>
          {" · "}
          <time dateTime={new Date(cost.ended).toISOString()} title={exactMoment(cost.ended)}>
            {moment(cost.ended)}
          </time>
        </>
      )}
      {cost.state !== "succeeded" && ` · ${OTHERWISE[cost.state] ?? cost.state}`}
    </>
  );
}

const OTHERWISE: Record<string, string> = { failed: "failed", cancelled: "cancelled", unknown: "no answer came" };

function expected(cost: Cost): string {
  const amount = micro(cost.expected_usd);
  return amount === null ? "unknown" : dollars(amount);
}
