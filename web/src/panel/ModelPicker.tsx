// The models of this kind; one that cannot take what is connected is greyed and says why.
import type { PanelModel } from "../api/types";
import { type Choice, Combobox } from "../ui/Combobox";
import { credits } from "./changed";

function choice({ id, name, provider, description, price, fits, why }: PanelModel): Choice {
  return {
    id,
    name,
    detail: [provider, description].filter(Boolean).join(" · "),
    aside: price && credits(price),
    why: fits ? null : [provider, why].filter(Boolean).join(" · "),
  };
}

/** Whether a neural network makes it, or rules that somebody wrote. */
const nature = ({ neural }: PanelModel) => (neural ? "neural" : "procedural");

interface Props {
  models: readonly PanelModel[];
  value: string;
  onPick: (id: string) => void;
}

export function ModelPicker({ models, value, onPick }: Props) {
  const picked = models.find((model) => model.id === value);
  return (
    <Combobox
      label="Model"
      search="Search models"
      choices={models.map(choice)}
      value={value}
      onPick={onPick}
      shown={
        <>
          <span className="font-medium">{picked?.name ?? (value || "No model")}</span>
          {picked && <span className="pl-1.5 text-ink-faint">{`${picked.provider} · ${nature(picked)}`}</span>}
        </>
      }
      className="-ml-2.5"
    />
  );
}
