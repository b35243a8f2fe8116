// The workflows of a ComfyUI server: each is a model; another one is dropped here.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { getWorkflow, lookAtWorkflow } from "../../api/client";
import { messageOf } from "../../api/errors";
import type { ProviderCard, ProviderModel, WorkflowAnalysis } from "../../api/types";
import { putCard } from "../use_providers";
import { type Draft, type Graph, keptDraft, newDraft } from "./draft";
import { WorkflowDialog } from "./WorkflowDialog";
import { WorkflowDrop } from "./WorkflowDrop";
import { WorkflowRow } from "./WorkflowRow";
import { readWorkflow, titleOf } from "./workflow_file";

/** One that is being looked at. */
export interface Opened {
  /** In the model's id; null for a new one. */
  name: string | null;
  workflow: Graph;
  analysis: WorkflowAnalysis;
  draft: Draft;
}

export function Workflows({ card }: { card: ProviderCard }) {
  const queries = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function open(find: () => Promise<Opened>): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      setOpened(await find());
    } catch (error) {
      setProblem(messageOf(error));
    }
    setBusy(false);
  }

  return (
    <div className="flex flex-col gap-3 pt-4">
      {card.models.length > 0 && (
        <ul aria-label={`Workflows on ${card.name}`} className="-mb-1">
          {card.models.map((model) => (
            <WorkflowRow key={model.id} card={card} model={model} onEdit={() => void open(() => kept(card, model))} />
          ))}
        </ul>
      )}
      <WorkflowDrop busy={busy} onFile={(file) => void open(() => fresh(card, file))} />
      <p role="alert" className="text-fail text-ui empty:hidden">
        {problem}
      </p>
      <WorkflowDialog
        card={card}
        opened={opened}
        onClose={() => setOpened(null)}
        onSaved={(now) => {
          putCard(queries, now);
          setOpened(null);
        }}
      />
    </div>
  );
}

async function fresh(card: ProviderCard, file: File): Promise<Opened> {
  const workflow = await readWorkflow(file);
  const analysis = await lookAtWorkflow(card.id, workflow);
  return { name: null, workflow, analysis, draft: newDraft(analysis, titleOf(file.name)) };
}

async function kept(card: ProviderCard, model: ProviderModel): Promise<Opened> {
  const name = model.id.slice(card.id.length + 1);
  const found = await getWorkflow(card.id, name);
  return { name, workflow: found.wish.workflow, analysis: found.analysis, draft: keptDraft(found) };
}
