// One of many, found by typing: a button that shows the pick, and a list with a search field.
import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronDown, Search } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes";

export interface Choice {
  id: string;
  /** What is searched and shown first. */
  name: string;
  /** Also searched; shown under the name. */
  detail?: string;
  /** At the right: a price. */
  aside?: string | null;
  /** Why it cannot be picked; it is greyed, says so, and stays readable. */
  why?: string | null;
}

interface Props {
  /** The accessible name. */
  label: string;
  choices: readonly Choice[];
  value: string;
  onPick: (id: string) => void;
  /** What the button shows; the picked name if absent. */
  shown?: ReactNode;
  search: string;
  className?: string;
}

const words = (choice: Choice) => `${choice.name} ${choice.detail ?? ""}`;

export function Combobox({ label, choices, value, onPick, shown, search, className }: Props) {
  const picked = choices.find((choice) => choice.id === value) ?? null;
  return (
    <Base.Root
      items={choices as Choice[]}
      value={picked}
      onValueChange={(choice: Choice | null) => choice && onPick(choice.id)}
      itemToStringLabel={words}
      isItemEqualToValue={(one: Choice, other: Choice) => one.id === other.id}
      autoHighlight
    >
      <Base.Trigger
        aria-label={label}
        className={classes(
          "inline-flex h-8 min-w-0 items-center gap-1.5 rounded-control px-2.5 text-ink text-ui transition-colors hover:bg-hover data-popup-open:bg-hover",
          className,
        )}
      >
        <span className="truncate">{shown ?? picked?.name ?? value}</span>
        <ChevronDown aria-hidden="true" size={14} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={6} className="z-40 outline-none">
          <Base.Popup
            aria-label={label}
            className="popup flex max-h-[min(22rem,var(--available-height))] w-80 flex-col overflow-hidden rounded-[10px] bg-sheet shadow-float outline-none"
          >
            <div className="flex items-center gap-2 border-line border-b px-3">
              <Search aria-hidden="true" size={14} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
              <Base.Input
                aria-label={search}
                placeholder={search}
                className="h-9 flex-1 bg-transparent text-ink text-ui outline-none placeholder:text-ink-faint"
              />
            </div>
            <Base.Empty className="px-3 py-4 text-ink-faint text-ui empty:hidden">Nothing has that name.</Base.Empty>
            <Base.List className="overflow-y-auto overscroll-contain p-1 empty:hidden">
              {(choice: Choice) => <Option key={choice.id} choice={choice} />}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Option({ choice }: { choice: Choice }) {
  return (
    <Base.Item
      value={choice}
      disabled={Boolean(choice.why)}
      className="grid select-none grid-cols-[16px_1fr_auto] items-baseline gap-x-2 rounded-[6px] py-1.5 pr-2.5 pl-2 outline-none data-highlighted:bg-hover"
    >
      <Base.ItemIndicator className="col-start-1 self-center">
        <Check aria-hidden="true" size={14} strokeWidth={2} className="text-accent-text" />
      </Base.ItemIndicator>
      <span className={classes("col-start-2 truncate text-ui", choice.why ? "text-ink-faint" : "text-ink")}>
        {choice.name}
      </span>
      {choice.aside && <span className="tabular text-ink-faint text-label">{choice.aside}</span>}
      {(choice.why || choice.detail) && (
        <span className={classes("col-start-2 col-end-4 text-label", choice.why ? "text-warn" : "text-ink-faint")}>
          {choice.why || choice.detail}
        </span>
      )}
    </Base.Item>
  );
}
