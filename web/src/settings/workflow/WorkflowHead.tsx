// The model's name, what it makes, where the result comes from, and what a generation costs.
import type { WorkflowAnalysis } from "../../api/types";
import { KIND_NAMES, KINDS } from "../../document/schema";
import { Select } from "../../ui/Select";
import { FormField } from "../FormField";
import type { Draft } from "./draft";

interface Props {
  draft: Draft;
  outputs: WorkflowAnalysis["outputs"];
  onChange: (draft: Draft) => void;
}

const MAKES = KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind] }));

export function WorkflowHead({ draft, outputs, onChange }: Props) {
  const results = outputs.filter(({ kind }) => kind === draft.kind);
  const from = [
    { value: "", label: "The first that comes" },
    ...results.map(({ node, title }) => ({ value: node, label: `${title} (${node})` })),
  ];
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-[1fr_8rem]">
      <FormField label="Name" problem={null}>
        {(wiring) => (
          <input
            {...wiring}
            value={draft.title}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => onChange({ ...draft, title: event.target.value })}
          />
        )}
      </FormField>
      <FormField label="Price in credits" problem={null}>
        {(wiring) => (
          <input
            {...wiring}
            value={draft.credits}
            inputMode="decimal"
            maxLength={12}
            autoComplete="off"
            onChange={(event) => onChange({ ...draft, credits: event.target.value })}
          />
        )}
      </FormField>
      <div className="flex flex-wrap gap-2 sm:col-span-2">
        <Select
          label="Makes"
          inside
          value={draft.kind}
          choices={MAKES}
          onPick={(kind) => onChange({ ...draft, kind, output: null })}
        />
        {results.length > 1 && (
          <Select
            label="Result"
            inside
            value={draft.output ?? ""}
            choices={from}
            onPick={(node) => onChange({ ...draft, output: node || null })}
          />
        )}
      </div>
    </div>
  );
}
