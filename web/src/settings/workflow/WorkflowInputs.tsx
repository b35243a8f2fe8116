// The inputs of a workflow by node: first the nodes that people usually set, then, folded away, all others.
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { classes } from "../../ui/classes";
import { byNode, type Group, keyOf, type Row } from "./draft";
import { InputRow } from "./InputRow";

interface Props {
  rows: Row[];
  onChange: (rows: Row[]) => void;
}

export function WorkflowInputs({ rows, onChange }: Props) {
  // As it was at first: nothing moves under the pointer.
  const [usual] = useState(() => new Set(rows.filter(({ role }) => role !== "fixed").map(({ input }) => input.node)));
  const [open, setOpen] = useState(usual.size === 0);
  const groups = byNode(rows);
  const others = groups.filter(({ node }) => !usual.has(node));
  const change = (next: Row) => onChange(rows.map((row) => (keyOf(row.input) === keyOf(next.input) ? next : row)));
  return (
    <section aria-label="What can be set">
      <h3 className="font-medium text-ink text-ui">What can be set on the canvas</h3>
      <p className="pb-2 text-ink-soft text-label">
        The prompt gets the words, references get what is connected, settings are in the panel. The rest stays as the
        workflow has it. Settings of the same name are one.
      </p>
      {groups
        .filter(({ node }) => usual.has(node))
        .map((group) => (
          <NodeInputs key={group.node} group={group} onChange={change} />
        ))}
      {others.length > 0 && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex h-9 w-full items-center gap-2 border-line border-t text-ink-soft text-label hover:text-ink"
        >
          <ChevronDown
            aria-hidden="true"
            size={14}
            strokeWidth={1.5}
            className={classes("transition-transform", open && "rotate-180")}
          />
          Other nodes ({others.length})
        </button>
      )}
      {open && others.map((group) => <NodeInputs key={group.node} group={group} onChange={change} />)}
    </section>
  );
}

function NodeInputs({ group, onChange }: { group: Group; onChange: (row: Row) => void }) {
  return (
    <fieldset className="border-line border-t py-2">
      <legend className="float-left w-full pb-1 text-ink-soft text-label">
        {group.title} <span className="text-ink-faint">· {group.node}</span>
      </legend>
      <ul className="clear-both">
        {group.rows.map((row) => (
          <InputRow key={keyOf(row.input)} row={row} onChange={onChange} />
        ))}
      </ul>
    </fieldset>
  );
}
