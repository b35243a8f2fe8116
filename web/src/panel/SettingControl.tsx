// One setting, as its model declares it.
import type { Json } from "../api/types";
import { NumberField } from "../ui/NumberField";
import { Select } from "../ui/Select";
import { Switch } from "../ui/Switch";
import { Tooltip } from "../ui/Tooltip";
import { WordsField } from "../ui/WordsField";
import type { SettingField } from "./setting_field";

interface Props {
  field: SettingField;
  value: Json;
  onChange: (value: Json) => void;
  /** Why what is typed now is not taken, or null. */
  onProblem: (problem: string | null) => void;
}

export function SettingControl(props: Props) {
  const { description } = props.field;
  if (!description) return <Control {...props} />;
  return (
    <Tooltip text={description}>
      <div>
        <Control {...props} />
      </div>
    </Tooltip>
  );
}

function Control({ field, value, onChange, onProblem }: Props) {
  const { label } = field;
  switch (field.control) {
    case "choice":
      return <Select inside label={label} value={value} choices={field.choices} onPick={onChange} />;
    case "number":
      return (
        <NumberField
          inside
          label={label}
          value={Number(value)}
          rule={field.rule}
          unit={field.unit}
          onChange={onChange}
          onProblem={onProblem}
        />
      );
    case "switch":
      return <Switch label={label} on={value === true} onChange={onChange} />;
    case "words":
      return <WordsField label={label} value={String(value ?? "")} maxLength={field.maxLength} onChange={onChange} />;
  }
}
