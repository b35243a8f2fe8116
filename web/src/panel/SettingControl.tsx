// One setting, as its model declares it, with a way back to its default.
import { RotateCcw } from "lucide-react";
import type { Json, VoiceSample } from "../api/types";
import { Combobox } from "../ui/Combobox";
import { classes } from "../ui/classes";
import { NumberField } from "../ui/NumberField";
import { Segments } from "../ui/Segments";
import { Select } from "../ui/Select";
import { Switch } from "../ui/Switch";
import { Tooltip } from "../ui/Tooltip";
import { WordsField } from "../ui/WordsField";
import { AspectShape } from "./AspectShape";
import { SeedField } from "./SeedField";
import { choiceLabel, type SettingChoice, type SettingField } from "./setting_field";
import { VoiceField } from "./VoiceField";

interface Props {
  field: SettingField;
  value: Json;
  /** Whether somebody set it to something else than its default. */
  changed: boolean;
  /** Why it cannot be sent as it stands. */
  wrong?: string | undefined;
  /** Where voices can be heard. */
  samples: readonly VoiceSample[];
  /** Undefined: as if nobody had set it. */
  onChange: (value: Json | undefined) => void;
  /** Why what is typed now is not taken, or null. */
  onProblem: (problem: string | null) => void;
}

/** A list with more choices than these is searched. */
const IN_SIGHT = 12;

export function SettingControl(props: Props) {
  const { field, changed, wrong, onChange } = props;
  const words = wrong ?? field.description;
  const control = (
    <div className="max-w-full">
      <Control {...props} />
    </div>
  );
  const wide = field.control === "words" && field.long;
  return (
    <div data-changed={changed || undefined} className={classes("group/setting relative max-w-full", wide && "w-full")}>
      {words ? <Tooltip text={words}>{control}</Tooltip> : control}
      {changed && <BackToDefault label={field.label} onPress={() => onChange(undefined)} />}
    </div>
  );
}

/** Over the corner, so that nothing moves when it comes. */
function BackToDefault({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <Tooltip text="Back to the default">
      <button
        type="button"
        aria-label={`${label}: back to the default`}
        onClick={onPress}
        className="pointer-coarse:opacity-100 absolute -top-2 -right-1.5 grid size-5 place-items-center rounded-full bg-raised text-ink-soft opacity-0 shadow-[0_0_0_1px_var(--line-strong)] transition-opacity hover:text-ink focus-visible:opacity-100 group-focus-within/setting:opacity-100 group-hover/setting:opacity-100"
      >
        <RotateCcw aria-hidden="true" size={11} strokeWidth={2} />
      </button>
    </Tooltip>
  );
}

function Control({ field, value, wrong, samples, onChange, onProblem }: Props) {
  const { label } = field;
  const number = value === null ? null : Number(value);
  const takeNumber = (next: number | null) => onChange(next ?? undefined);
  switch (field.control) {
    case "segments":
      return <Segments {...{ label, value, wrong }} segments={drawn(field.choices, value)} onPick={onChange} />;
    case "voice":
      return (
        <VoiceField {...{ label, value, wrong, samples }} choices={drawn(field.choices, value)} onPick={onChange} />
      );
    case "list":
      return field.choices.length > IN_SIGHT ? (
        <SearchedList {...{ label, value, wrong, onChange }} choices={field.choices} />
      ) : (
        <Select inside {...{ label, value, wrong }} choices={drawn(field.choices, value)} onPick={onChange} />
      );
    case "number":
      return (
        <NumberField
          inside
          stepper
          {...{ label, wrong, onProblem }}
          value={number}
          rule={field.rule}
          unit={field.unit}
          slider={field.slider}
          onChange={takeNumber}
        />
      );
    case "seed":
      return <SeedField {...{ label, wrong, onProblem }} value={number} rule={field.rule} onChange={takeNumber} />;
    case "switch":
      return <Switch {...{ label, wrong, onChange }} on={value === true} />;
    case "words":
      return (
        <WordsField
          {...{ label, wrong }}
          value={String(value ?? "")}
          maxLength={field.maxLength}
          long={field.long}
          empty={field.optional ? "the model's own choice" : ""}
          onChange={(words) => onChange(words === "" && field.optional ? undefined : words)}
        />
      );
  }
}

/** The choices with their shapes; one that is picked and no longer offered stays among them. */
function drawn(choices: readonly SettingChoice[], picked: Json) {
  const gone = picked !== null && !choices.some(({ value }) => value === picked);
  const all = gone ? [...choices, { value: picked, label: choiceLabel(picked), shape: null }] : choices;
  return all.map(({ value, label, shape }) => ({ value, label, icon: shape && <AspectShape shape={shape} /> }));
}

interface ListProps {
  label: string;
  value: Json;
  wrong?: string | undefined;
  choices: readonly SettingChoice[];
  onChange: (value: Json) => void;
}

function SearchedList({ label, value, wrong, choices, onChange }: ListProps) {
  const all = drawn(choices, value);
  const picked = all.find((choice) => choice.value === value);
  return (
    <Combobox
      label={label}
      search={`Search ${label.toLocaleLowerCase()}`}
      choices={all.map((choice) => ({ id: String(choice.value), name: choice.label, icon: choice.icon }))}
      value={String(value)}
      onPick={(id) => onChange(all.find((choice) => String(choice.value) === id)?.value ?? null)}
      row={({ name, icon }) => (
        <span className="flex items-center gap-2">
          {icon}
          {name}
        </span>
      )}
      shown={
        <span className="flex items-center gap-1.5">
          <span className="pill-label">{label}</span>
          {picked?.icon}
          {picked?.label ?? choiceLabel(value)}
        </span>
      }
      className={wrong ? "pill amiss" : "pill data-popup-open:bg-press"}
    />
  );
}
