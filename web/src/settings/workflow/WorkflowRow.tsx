// One workflow that is a model: what it makes, what it costs; changed and removed here.
import { useQueryClient } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { editModel, getWorkflow, putWorkflow, removeWorkflow } from "../../api/client";
import { messageOf } from "../../api/errors";
import type { ProviderCard, ProviderModel } from "../../api/types";
import { IconButton } from "../../ui/IconButton";
import { KindIcon } from "../../ui/kinds";
import { toast } from "../../ui/Toasts";
import { PriceField } from "../PriceField";
import { putCard } from "../use_providers";

interface Props {
  card: ProviderCard;
  model: ProviderModel;
  onEdit: () => void;
}

export function WorkflowRow({ card, model, onEdit }: Props) {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const name = model.id.slice(card.id.length + 1);

  async function doing(work: () => Promise<ProviderCard>): Promise<void> {
    setProblem(null);
    try {
      putCard(queries, await work());
    } catch (error) {
      setProblem(messageOf(error));
    }
  }

  async function remove(): Promise<ProviderCard> {
    const { wish } = await getWorkflow(card.id, name);
    const now = await removeWorkflow(card.id, name);
    const undo = () => void doing(() => putWorkflow(card.id, name, wish));
    toast({ text: `${model.name} was removed.`, undo });
    return now;
  }

  return (
    <li className="border-line border-t py-1 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <KindIcon kind={model.kind} size={14} />
        <span className="min-w-40 flex-1 break-words text-ink text-ui">{model.name}</span>
        <div className="ml-auto flex items-center gap-1">
          <PriceField
            label={`Price of ${model.name} in credits`}
            value={model.price ?? ""}
            wrong={problem !== null}
            onKeep={(credits) => void doing(() => editModel(card.id, name, { credits }))}
          />
          <IconButton name={`Change ${model.name}`} onClick={onEdit}>
            <Pencil size={16} strokeWidth={1.5} />
          </IconButton>
          <IconButton name={`Remove ${model.name}`} onClick={() => void doing(remove)}>
            <Trash2 size={16} strokeWidth={1.5} />
          </IconButton>
        </div>
      </div>
      <p role="alert" className="pt-1 text-right text-fail text-label empty:hidden">
        {problem}
      </p>
    </li>
  );
}
