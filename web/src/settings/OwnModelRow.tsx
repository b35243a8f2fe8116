// One model of a server of one's own: name, what it makes, what a generation costs.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { editModel } from "../api/client";
import type { ModelEdit, ProviderCard, ProviderModel } from "../api/types";
import { KIND_NAMES, KINDS } from "../document/schema";
import { KindIcon } from "../ui/kinds";
import { Select } from "../ui/Select";
import { PriceField } from "./PriceField";
import { problemOf } from "./provider_words";
import { putCard } from "./use_providers";

const CHOICES = KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind] }));

export function OwnModelRow({ card, model }: { card: ProviderCard; model: ProviderModel }) {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);

  async function edit(said: ModelEdit): Promise<void> {
    setProblem(null);
    try {
      putCard(queries, await editModel(card.id, model.id.slice(card.id.length + 1), said));
    } catch (error) {
      setProblem(problemOf(error).words);
    }
  }

  return (
    <li className="border-line border-t py-1.5 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <KindIcon kind={model.kind} size={14} />
        <span className="min-w-40 flex-1 break-all text-ink text-ui">{model.name}</span>
        <div className="ml-auto flex items-center gap-2">
          <Select
            label={`What ${model.name} makes`}
            value={model.kind}
            choices={CHOICES}
            onPick={(kind) => void edit({ kind })}
          />
          <PriceField
            label={`Price of ${model.name} in credits`}
            value={model.price ?? ""}
            wrong={problem !== null}
            onKeep={(credits) => void edit({ credits })}
          />
        </div>
      </div>
      <p role="alert" className="pt-1 text-right text-fail text-label empty:hidden">
        {problem}
      </p>
    </li>
  );
}
