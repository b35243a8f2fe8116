// What a workflow becomes: its name, what it makes, what it costs, and what of it can be set on the canvas.
import { type FormEvent, useState } from "react";
import { putWorkflow } from "../../api/client";
import { messageOf } from "../../api/errors";
import type { ProviderCard } from "../../api/types";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { type Draft, modelName, problemOf, wishOf } from "./draft";
import { WorkflowHead } from "./WorkflowHead";
import { WorkflowInputs } from "./WorkflowInputs";
import { WorkflowProblems } from "./WorkflowProblems";
import type { Opened } from "./Workflows";

interface Props {
  card: ProviderCard;
  opened: Opened | null;
  onClose: () => void;
  onSaved: (card: ProviderCard) => void;
}

export function WorkflowDialog({ opened, onClose, ...rest }: Props) {
  const title = opened?.name ? "Change the workflow" : "A workflow becomes a model";
  return (
    <Dialog title={title} size="large" open={opened !== null} onClose={onClose}>
      {opened && <Form opened={opened} onClose={onClose} {...rest} />}
    </Dialog>
  );
}

function Form({ card, opened, onClose, onSaved }: Props & { opened: Opened }) {
  const [draft, setDraft] = useState<Draft>(opened.draft);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const wrong = problemOf(draft);
    setProblem(wrong);
    if (wrong || busy) return;
    setBusy(true);
    try {
      const taken = card.models.map(({ id }) => id.slice(card.id.length + 1));
      const name = opened.name ?? modelName(draft.title, taken);
      onSaved(await putWorkflow(card.id, name, wishOf(draft, opened.workflow)));
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void save(event)} noValidate className="flex flex-col gap-5 px-4 pb-4">
      <WorkflowProblems analysis={opened.analysis} server={card.name} />
      <WorkflowHead draft={draft} outputs={opened.analysis.outputs} onChange={setDraft} />
      <WorkflowInputs rows={draft.rows} onChange={(rows) => setDraft({ ...draft, rows })} />
      <footer className="-mx-4 -mb-4 sticky bottom-0 flex items-center justify-end gap-2 border-line border-t bg-sheet px-4 py-3">
        <p role="alert" className="min-w-0 flex-1 text-fail text-ui">
          {problem}
        </p>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" aria-busy={busy}>
          {busy ? "Saving…" : "Save"}
        </Button>
      </footer>
    </form>
  );
}
