// What a provider unlocks: its models by what they make, each with its price and what to know about it.
import type { ProviderModel } from "../api/types";
import { KIND_NAMES } from "../document/schema";
import { KindIcon } from "../ui/kinds";
import { PriceMark, RetiresMark } from "./PriceMark";
import { byKind, priceWords } from "./provider_words";

export function ModelList({ models }: { models: readonly ProviderModel[] }) {
  return (
    <div className="flex flex-col gap-4">
      {byKind(models).map(({ kind, models: some }) => (
        <section key={kind} aria-label={`${KIND_NAMES[kind]} models`}>
          <h4 className="flex items-center gap-1.5 pb-1 font-medium text-ink-soft text-label">
            <KindIcon kind={kind} size={14} />
            {KIND_NAMES[kind]}
          </h4>
          <ul>
            {some.map((model) => (
              <ModelRow key={model.id} model={model} />
            ))}
          </ul>
        </section>
      ))}
      <p className="text-ink-faint text-label">
        For one generation with the usual settings; where the words count, for a thousand characters.
      </p>
    </div>
  );
}

function ModelRow({ model }: { model: ProviderModel }) {
  return (
    <li className="grid grid-cols-[1fr_auto] gap-x-4 border-line border-t py-2 text-ui">
      <span className="text-ink">{model.name}</span>
      <span className="tabular text-right text-ink">{priceWords(model)}</span>
      <span className="text-ink-faint text-label">{model.description}</span>
      <span className="flex flex-col items-end gap-0.5">
        <PriceMark model={model} />
        <RetiresMark model={model} />
      </span>
    </li>
  );
}
