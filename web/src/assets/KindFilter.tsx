// Which kind of asset is looked at.
import { classes } from "../ui/classes";
import type { AssetKind } from "./search";

const CHOICES: { value: AssetKind | null; label: string }[] = [
  { value: null, label: "All" },
  { value: "image", label: "Images" },
  { value: "video", label: "Videos" },
  { value: "audio", label: "Audio" },
];

export function KindFilter({ value, onPick }: { value: AssetKind | null; onPick: (value: AssetKind | null) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend nobody needs to see
    <div role="group" aria-label="Kind" className="flex gap-0.5">
      {CHOICES.map((choice) => (
        <button
          key={choice.label}
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
