// One of a few, all of them in sight side by side.
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";
import { classes } from "./classes";

export interface Segment<T> {
  value: T;
  label: string;
  icon?: ReactNode;
}

interface Props<T> {
  label: string;
  value: T;
  segments: readonly Segment<T>[];
  /** Why the picked one does not fit; it stays picked. */
  wrong?: string | undefined;
  onPick: (value: T) => void;
}

export function Segments<T>({ label, value, segments, wrong, onPick }: Props<T>) {
  return (
    <div className={classes("pill h-auto min-h-7 py-0.5 pr-0.5 hover:bg-hover", wrong && "amiss")}>
      <span aria-hidden="true" className="pill-label">
        {label}
      </span>
      <RadioGroup
        aria-label={label}
        aria-invalid={wrong ? true : undefined}
        value={value}
        onValueChange={(next) => onPick(next as T)}
        className="flex flex-wrap"
      >
        {segments.map((segment) => (
          <Radio.Root
            key={String(segment.value)}
            value={segment.value}
            aria-label={segment.label}
            className={classes(
              "inline-flex h-6 select-none items-center gap-1 rounded-[6px] px-2 text-ink-soft transition-colors",
              "hover:text-ink data-checked:bg-raised data-checked:text-ink data-checked:shadow-[0_0_0_1px_var(--line),0_1px_2px_oklch(0_0_0/0.08)]",
            )}
          >
            {segment.icon}
            {segment.label}
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  );
}
