// The settings: who serves models. The built-in studio first, then what is connected, then what could be.

import { navigate } from "../address";
import { PageHeader } from "../header/PageHeader";
import { ListFailed } from "../home/ListFailed";
import { Skeleton } from "../ui/Skeleton";
import { AddServer } from "./AddServer";
import { ProviderCard } from "./ProviderCard";
import { useProviders } from "./use_providers";

export function SettingsPage() {
  const { cards, error, refetch } = useProviders();
  return (
    <>
      <PageHeader title="Settings" />
      <main className="mx-auto w-full max-w-3xl px-4 pt-6 pb-24 sm:px-6">
        <h2 className="font-semibold text-ink text-title">Providers</h2>
        <p className="max-w-prose pt-1 pb-6 text-ink-soft text-ui">
          Who makes what you generate. The built-in studio needs nothing; a key or a server of your own adds models.
          What was paid to whom is under{" "}
          <a href="/costs" className="font-medium text-accent-text hover:underline">
            costs
          </a>
          .
        </p>
        {!cards && !error && <Loading />}
        {!cards && error && <ListFailed message={error.message} onRetry={() => void refetch()} />}
        {cards && (
          <div className="flex flex-col gap-3">
            {cards.map((card) => (
              <ProviderCard key={card.id} card={card} />
            ))}
            <AddServer
              taken={cards.map(({ id }) => id)}
              onAdded={(card) => navigate(`/settings#${card.id}`, { replace: true })}
            />
          </div>
        )}
      </main>
    </>
  );
}

function Loading() {
  return (
    <div aria-busy="true" className="flex flex-col gap-3">
      {[0, 1, 2, 3].map((place) => (
        <Skeleton key={place} className="h-32 rounded-card" />
      ))}
    </div>
  );
}
