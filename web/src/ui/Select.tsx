// One of a few, under a small button that shows its name and the pick.
import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes";

interface Props<T> {
  label: string;
  /** The label stands in the button too, before the pick. */
  inside?: boolean;
  value: T;
  choices: readonly { value: T; label: string; icon?: ReactNode }[];
  /** Why the pick does not fit; it stays. */
  wrong?: string | undefined;
  onPick: (value: T) => void;
  className?: string;
}

export function Select<T>({ label, inside = false, value, choices, wrong, onPick, className }: Props<T>) {
  const picked = choices.find((choice) => choice.value === value);
  return (
    <Base.Root items={choices} value={value} onValueChange={(next) => onPick(next as T)}>
      <Base.Trigger
        aria-label={label}
        className={classes("pill data-popup-open:bg-press", wrong && "amiss", className)}
      >
        {inside && <span className="pill-label">{label}</span>}
        {picked?.icon}
        <span className="truncate">{picked?.label ?? String(value)}</span>
        <ChevronDown aria-hidden="true" size={12} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} align="start" sideOffset={6} className="z-40 outline-none">
          <Base.Popup className="popup max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-[10px] bg-sheet p-1 shadow-float outline-none">
            {choices.map((choice) => (
              <Base.Item
                key={String(choice.value)}
                value={choice.value}
                className="flex h-8 select-none items-center gap-2 rounded-[6px] pr-3 pl-2 text-ui outline-none data-highlighted:bg-hover"
              >
                <span className="size-3.5">
                  <Base.ItemIndicator>
                    <Check aria-hidden="true" size={14} strokeWidth={2} className="text-accent-text" />
                  </Base.ItemIndicator>
                </span>
                {choice.icon}
                <Base.ItemText>{choice.label}</Base.ItemText>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
