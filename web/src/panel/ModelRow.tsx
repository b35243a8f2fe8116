// One model of the list: who serves it, what it takes, and what it costs with the settings as they are.
import type { PanelModel } from "../api/types";
import { credits } from "./changed";
import { nature } from "./nature";

export function ModelRow({ model }: { model: PanelModel }) {
  const { name, provider, limits, fits, why } = model;
  return (
    <span className="grid grid-cols-[1fr_auto] gap-x-3">
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate font-medium">{name}</span>
        <span className="shrink-0 text-ink-faint text-tiny">{nature(model)}</span>
      </span>
      <Price model={model} />
      <span className="col-span-2 text-ink-faint text-label">
        {fits ? apart([provider, ...limits]) : `${provider} · `}
        {!fits && <span className="text-warn">{why}</span>}
      </span>
    </span>
  );
}

/** A line breaks between two facts, never inside one. */
function apart(facts: string[]): string {
  return facts.map((fact) => fact.replaceAll(" ", "\u00a0")).join("\u00a0· ");
}

/** What it costs is exact; whether the provider asks just that is another matter. */
function Price({ model: { price, exact } }: { model: PanelModel }) {
  if (price === null) return <span className="text-ink-faint text-label">no price</span>;
  return (
    <span className="tabular whitespace-nowrap text-label leading-5">
      {!exact && <span className="pr-1.5 text-ink-faint text-tiny">unchecked</span>}
      {price === "0" ? "free" : credits(price)}
    </span>
  );
}
