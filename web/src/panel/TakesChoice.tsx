// Beside Generate: how many takes one press makes, each from a seed of its own.
import { ChevronDown } from "lucide-react";
import { Button } from "../ui/Button";
import { Menu, MenuChoices, MenuHeading } from "../ui/Menu";
import { TAKES_OFFERED, useTakesWanted, wantTakes } from "./takes_wanted";

const CHOICES = TAKES_OFFERED.map((takes) => ({
  value: String(takes),
  label: takes === 1 ? "1 take" : `${takes} takes, each from a seed of its own`,
}));

export function TakesChoice({ nodeId }: { nodeId: string }) {
  const takes = useTakesWanted(nodeId);
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet" aria-label={`Takes at once: ${takes}`} className="tabular gap-0.5 px-2 text-label">
          ×{takes}
          <ChevronDown aria-hidden="true" size={13} strokeWidth={1.5} className="text-ink-faint" />
        </Button>
      }
    >
      <MenuHeading>Takes at once</MenuHeading>
      <MenuChoices value={String(takes)} choices={CHOICES} onPick={(picked) => wantTakes(nodeId, Number(picked))} />
    </Menu>
  );
}
