// Which kind of asset is looked at.
import type { Kind } from "../api/types";
import { classes } from "../ui/classes";

export type KindChoice = "all" | Exclude<Kind, "text">;

const CHOICES: { value: KindChoice; label: string }[] = [
  { value: "all", label: "All" },
  { value: "image", label: "Images" },
  { value: "video", label: "Videos" },
  { value: "audio", label: "Audio" },
];

export function KindFilter({ value, onPick }: { value: KindChoice; onPick: (value: KindChoice) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend nobody needs to see
    <div role="group" aria-label="Kind" className="flex gap-1 py-3">
      {CHOICES.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onPick(choice.value)}
          className={classes(
            "h-7 rounded-control px-2.5 text-label transition-colors",
            choice.value === value ? "bg-press font-medium text-ink" : "text-ink-soft hover:bg-hover hover:text-ink",
          )}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
