// When it arrived: a few usual spans, or any two days.

import { Popover } from "@base-ui/react/popover";
import { CalendarDays } from "lucide-react";
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import { daysAgo, midnight } from "./search";

interface Days {
  from: string | null;
  to: string | null;
}

const SPANS: { label: string; days: () => Days }[] = [
  { label: "Any time", days: () => ({ from: null, to: null }) },
  { label: "Today", days: () => ({ from: daysAgo(0), to: null }) },
  { label: "Last 7 days", days: () => ({ from: daysAgo(6), to: null }) },
  { label: "Last 30 days", days: () => ({ from: daysAgo(29), to: null }) },
];

const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });

export function DateFilter({ from, to, onPick }: Days & { onPick: (days: Days) => void }) {
  const picked = SPANS.find(({ days }) => days().from === from && days().to === to);
  const words = picked?.label ?? spanWords(from, to);
  return (
    <Popover.Root>
      <Popover.Trigger aria-label={`Date: ${words}`} className="pill data-popup-open:bg-press">
        <CalendarDays aria-hidden="true" size={14} strokeWidth={1.5} className="text-ink-faint" />
        {words}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={6} className="z-40 outline-none">
          <Popover.Popup
            aria-label="Date"
            className="popup flex w-56 flex-col gap-0.5 rounded-[10px] bg-sheet p-1 shadow-float outline-none"
          >
            {SPANS.map(({ label, days }) => (
              <Popover.Close
                key={label}
                onClick={() => onPick(days())}
                className={classes(
                  "flex h-8 items-center rounded-[6px] px-2 text-left text-ui hover:bg-hover",
                  picked?.label === label ? "font-medium text-ink" : "text-ink-soft",
                )}
              >
                {label}
              </Popover.Close>
            ))}
            <div className="mx-1 my-1 h-px bg-line" />
            <Day label="From" value={from} most={to} onPick={(day) => onPick({ from: day, to })} />
            <Day label="To" value={to} least={from} onPick={(day) => onPick({ from, to: day })} />
            {(from || to) && (
              <Button small look="quiet" className="m-1 self-end" onClick={() => onPick({ from: null, to: null })}>
                Any time
              </Button>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface DayProps {
  label: string;
  value: string | null;
  least?: string | null;
  most?: string | null;
  onPick: (day: string | null) => void;
}

function Day({ label, value, least, most, onPick }: DayProps) {
  return (
    <label className="flex h-8 items-center gap-2 px-2 text-ink-soft text-label">
      <span className="w-9">{label}</span>
      <input
        type="date"
        value={value ?? ""}
        min={least ?? undefined}
        max={most ?? undefined}
        onChange={({ target }) => onPick(target.value || null)}
        className="min-w-0 flex-1 rounded-[6px] bg-field px-2 py-1 text-ink text-label outline-offset-1"
      />
    </label>
  );
}

function spanWords(from: string | null, to: string | null): string {
  const [first, last] = [from, to].map((day) => day && DAY.format(midnight(day)));
  if (first && last) return first === last ? first : `${first} to ${last}`;
  return first ? `Since ${first}` : `Until ${last}`;
}
