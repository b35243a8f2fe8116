// One input of a workflow: what it holds now, what it becomes, and what that needs to be said.
import { NumberField } from "../../ui/NumberField";
import { Select } from "../../ui/Select";
import { Switch } from "../../ui/Switch";
import { WordsField } from "../../ui/WordsField";
import { isNumber, ROLE_NAMES, type Row, rolesOf } from "./draft";

interface Props {
  row: Row;
  onChange: (row: Row) => void;
}

export function InputRow({ row, onChange }: Props) {
  const { input, role } = row;
  const choices = rolesOf(input).map((value) => ({ value, label: ROLE_NAMES[value] }));
  return (
    <li className="grid items-center gap-x-3 gap-y-1 py-1 sm:grid-cols-[minmax(0,1fr)_7rem_minmax(0,2fr)]">
      <p className="min-w-0 truncate text-ui" title={String(input.value)}>
        <span className="text-ink">{input.input}</span>{" "}
        <span className="tabular text-ink-faint">{String(input.value)}</span>
      </p>
      <Select
        label={`What ${input.input} of ${input.node_title} becomes`}
        value={role}
        choices={choices}
        onPick={(next) => onChange({ ...row, role: next })}
        className="w-28 justify-between"
      />
      <div className="flex min-h-7 flex-wrap items-center gap-1.5">
        {role === "setting" && <Setting row={row} onChange={onChange} />}
        {role === "reference" && (
          <Switch label="Needed" on={row.required} onChange={(required) => onChange({ ...row, required })} />
        )}
      </div>
    </li>
  );
}

function Setting({ row, onChange }: Props) {
  const { input, title, minimum, maximum, start, random } = row;
  const whole = input.type === "integer";
  return (
    <>
      <WordsField label="Called" value={title} maxLength={60} onChange={(next) => onChange({ ...row, title: next })} />
      {isNumber(input) && (
        <>
          <Limit label="From" value={minimum} onChange={(next) => onChange({ ...row, minimum: next })} whole={whole} />
          <Limit label="To" value={maximum} onChange={(next) => onChange({ ...row, maximum: next })} whole={whole} />
          {!random && (
            <Limit
              label="Starts at"
              value={start}
              onChange={(next) => onChange({ ...row, start: next })}
              whole={whole}
            />
          )}
        </>
      )}
      {whole && (random || input.input.includes("seed")) && (
        <Switch label="New each time" on={random} onChange={(next) => onChange({ ...row, random: next })} />
      )}
    </>
  );
}

interface LimitProps {
  label: string;
  value: number | null;
  whole: boolean;
  onChange: (value: number | null) => void;
}

function Limit({ label, value, whole, onChange }: LimitProps) {
  return <NumberField label={label} inside value={value} rule={{ whole, optional: true }} onChange={onChange} />;
}
