// All presets of a kind, by group, found by typing.
import { Combobox as Base } from "@base-ui/react/combobox";
import { ChevronDown, Search } from "lucide-react";
import type { Preset } from "../api/types";
import type { CanvasNode } from "../document/schema";
import { KIND_NAMES } from "../document/schema";
import { PRESET_ICONS } from "./preset_icons";
import { useBegin } from "./use_begin";
import { grouped, type PresetGroup, usePresets } from "./use_presets";

const words = ({ name, teaches, group }: Preset) => `${name} ${teaches} ${group}`;

export function PresetMenu({ node }: { node: CanvasNode }) {
  const presets = usePresets(node.kind);
  const begin = useBegin(node.id);
  if (!presets || presets.length === 0 || node.prompt.trim() !== "") return null;
  return (
    <Base.Root
      items={grouped(presets)}
      value={null as Preset | null}
      onValueChange={(preset) => preset && begin(preset)}
      itemToStringLabel={words}
      autoHighlight
    >
      <Base.Trigger
        aria-label="More presets"
        className="card-presets -mr-1 inline-flex h-7 items-center gap-1 rounded-control px-2 font-medium text-ink-soft text-label transition-colors hover:bg-hover hover:text-ink data-popup-open:bg-hover"
      >
        More
        <ChevronDown aria-hidden="true" size={12} strokeWidth={1.5} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={6} className="z-40 outline-none" data-kind={node.kind}>
          <Base.Popup
            aria-label={`Presets for ${KIND_NAMES[node.kind].toLowerCase()}`}
            finalFocus={false}
            className="popup flex max-h-[min(26rem,var(--available-height))] w-96 max-w-[calc(100vw-1.5rem)] flex-col overflow-hidden rounded-[10px] bg-sheet shadow-float outline-none"
          >
            <SearchRow />
            <Base.Empty className="px-3 py-4 text-ink-faint text-ui empty:hidden">
              No preset has these words. Write a prompt of your own below the node.
            </Base.Empty>
            <Base.List className="overflow-y-auto overscroll-contain p-1 empty:hidden">
              {(group: PresetGroup) => <Group key={group.value} group={group} />}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function SearchRow() {
  return (
    <div className="flex items-center gap-2 border-line border-b px-3">
      <Search aria-hidden="true" size={14} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
      <Base.Input
        aria-label="Search presets"
        placeholder="Search presets"
        className="h-9 flex-1 bg-transparent text-ink text-ui outline-none placeholder:text-ink-faint"
      />
    </div>
  );
}

function Group({ group }: { group: PresetGroup }) {
  return (
    <Base.Group items={group.items}>
      <Base.GroupLabel className="px-2 pt-2 pb-1 text-ink-faint text-label">{group.value}</Base.GroupLabel>
      <Base.Collection>{(preset: Preset) => <Row key={preset.id} preset={preset} />}</Base.Collection>
    </Base.Group>
  );
}

function Row({ preset }: { preset: Preset }) {
  const Icon = PRESET_ICONS[preset.icon];
  return (
    <Base.Item
      value={preset}
      className="group grid select-none grid-cols-[20px_1fr] gap-x-2 rounded-[6px] px-2 py-1.5 outline-none data-highlighted:bg-hover"
    >
      <Icon
        aria-hidden="true"
        size={16}
        strokeWidth={1.5}
        className="mt-0.5 text-ink-faint group-data-highlighted:text-kind"
      />
      <span className="text-ink text-ui">{preset.name}</span>
      <span className="col-start-2 text-ink-faint text-label">{preset.teaches}</span>
    </Base.Item>
  );
}
