// One preset on an empty node: its name, and the craft in a line.
import { useId } from "react";
import type { Preset } from "../api/types";
import { PRESET_ICONS } from "./preset_icons";

export function PresetCard({ preset, onBegin }: { preset: Preset; onBegin: (preset: Preset) => void }) {
  const lesson = useId();
  const Icon = PRESET_ICONS[preset.icon];
  return (
    <button
      type="button"
      data-grab
      aria-label={preset.name}
      aria-describedby={lesson}
      title={preset.teaches}
      onClick={() => onBegin(preset)}
      className="group flex min-h-0 flex-col justify-center gap-0.5 overflow-hidden rounded-control bg-field px-2.5 py-1.5 text-left transition-colors hover:bg-hover"
    >
      <span className="flex w-full items-center gap-1.5">
        <Icon
          aria-hidden="true"
          size={14}
          strokeWidth={1.5}
          className="shrink-0 text-ink-faint transition-colors group-hover:text-kind"
        />
        <span className="truncate font-medium text-ink text-label">{preset.name}</span>
      </span>
      <span id={lesson} className="card-lesson text-ink-faint text-tiny">
        {preset.teaches}
      </span>
    </button>
  );
}
