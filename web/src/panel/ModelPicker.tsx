// The models of this kind, last used first; one that cannot take what is connected is greyed and says why.
import type { PanelModel } from "../api/types";
import { type Choice, Combobox } from "../ui/Combobox";
import { classes } from "../ui/classes";
import { ModelFoot } from "./ModelFoot";
import { ModelRow } from "./ModelRow";
import { nature } from "./nature";

/** A model as the list knows it. */
export interface ModelChoice extends Choice {
  model: PanelModel;
}

function choice(model: PanelModel, sections: boolean): ModelChoice {
  const { id, name, provider, description, limits, used, fits, why } = model;
  return {
    id,
    name,
    words: [provider, nature(model), ...limits, description].join(" "),
    section: sections ? (used === null ? "All others" : "Last used") : undefined,
    why: fits ? null : (why ?? "Does not fit"),
    model,
  };
}

interface Props {
  models: readonly PanelModel[];
  value: string;
  /** What the picked one is called, also where it cannot be used any more; null where nothing is known of it. */
  name: string | null;
  onPick: (id: string) => void;
}

export function ModelPicker({ models, value, name, onPick }: Props) {
  const picked = models.find((model) => model.id === value);
  const sections = new Set(models.map(({ used }) => used === null)).size > 1;
  return (
    <Combobox
      label="Model"
      search="Search models by name, provider or nature"
      choices={models.map((model) => choice(model, sections))}
      value={value}
      onPick={onPick}
      width="w-[27rem]"
      row={({ model }) => <ModelRow model={model} />}
      foot={(pointed) => <ModelFoot model={pointed?.model ?? null} />}
      shown={
        <>
          <span className="font-medium">{picked?.name ?? name ?? (value || "No model")}</span>
          {picked && <span className="pl-1.5 text-ink-faint">{`${picked.provider} · ${nature(picked)}`}</span>}
        </>
      }
      className={classes(
        "-ml-2.5 inline-flex h-8 min-w-0 items-center gap-1.5 rounded-control px-2.5 text-ink text-ui transition-colors",
        "hover:bg-hover data-popup-open:bg-hover",
      )}
    />
  );
}
