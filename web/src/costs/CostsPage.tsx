// What was charged here, beside what providers were expected to ask, and what they say they charged.
import { useQuery } from "@tanstack/react-query";
import { listCosts, listProviders } from "../api/client";
import type { Costs, ProviderCard } from "../api/types";
import { PageHeader } from "../header/PageHeader";
import { ListFailed } from "../home/ListFailed";
import { Skeleton } from "../ui/Skeleton";
import { CostRows } from "./CostRows";
import { rateWords, sumsOf } from "./cost_sums";
import { SumRows } from "./SumRows";

/** As many as the server gives at once. */
const MOST = 1000;

export function CostsPage() {
  const { data: costs, error, refetch } = useQuery({ queryKey: ["costs"], queryFn: () => listCosts(MOST) });
  const { data: cards } = useQuery({ queryKey: ["providers"], queryFn: listProviders });
  return (
    <>
      <PageHeader title="Costs" />
      <main className="mx-auto w-full max-w-4xl px-4 pt-6 pb-24 sm:px-6">
        <h2 className="font-semibold text-ink text-title">What providers were paid</h2>
        <p className="max-w-prose pt-1 pb-6 text-ink-soft text-ui">
          A generation is charged in credits at the price that was shown. What its provider asks for it is between you
          and the provider; here the two stand side by side.{" "}
          {costs && rateWords(costs.credits_per_dollar, costs.markup)}
        </p>
        {!costs && !error && <Loading />}
        {!costs && error && <ListFailed message={error.message} onRetry={() => void refetch()} />}
        {costs && <Found costs={costs} cards={cards ?? []} />}
      </main>
    </>
  );
}

function Found({ costs, cards }: { costs: Costs; cards: readonly ProviderCard[] }) {
  const { generations } = costs;
  if (generations.length === 0) return <Nothing />;
  const providers = new Map(cards.map(({ id, name }) => [id, name]));
  const models = new Map(cards.flatMap((card) => card.models.map(({ id, name }) => [id, name] as const)));
  return (
    <>
      <div className="flex flex-col gap-6">
        <SumRows sums={sumsOf(generations)} names={providers} />
        <CostRows costs={generations} providers={providers} models={models} />
      </div>
      {generations.length === MOST && (
        <p className="pt-3 text-ink-faint text-label">These are the newest {MOST} generations.</p>
      )}
    </>
  );
}

function Nothing() {
  return (
    <div className="rounded-card bg-card p-4 text-ui hairline">
      <p className="font-medium text-ink">No provider was asked for anything that costs dollars</p>
      <p className="pt-0.5 text-ink-soft">
        The built-in studio and servers of your own ask for none. What was spent in credits is under{" "}
        <a href="/credits" className="font-medium text-accent-text hover:underline">
          credits
        </a>
        .
      </p>
    </div>
  );
}

function Loading() {
  return (
    <div aria-busy="true" className="flex flex-col gap-6">
      <Skeleton className="h-24 rounded-card" />
      <Skeleton className="h-72 rounded-card" />
    </div>
  );
}
