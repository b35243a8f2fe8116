// One of many, found by typing: a button that shows the pick, and a list with a search field.
import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronDown, Search } from "lucide-react";
import { type ReactNode, useState } from "react";
import { classes } from "./classes";

export interface Choice {
  id: string;
  /** Shown first, and searched. */
  name: string;
  /** Also searched. */
  words?: string;
  /** Choices of one section follow each other under its name. */
  section?: string | undefined;
  /** Why it cannot be picked; it is greyed, says so, and stays readable. */
  why?: string | null;
}

interface Section<C> {
  value: string;
  items: C[];
}

interface Props<C extends Choice> {
  /** The accessible name. */
  label: string;
  choices: readonly C[];
  value: string;
  onPick: (id: string) => void;
  /** What the button shows; the picked name if absent. */
  shown?: ReactNode;
  search: string;
  /** What a choice looks like, if more than its name. */
  row?: (choice: C) => ReactNode;
  /** Under the list: more about the choice that is looked at. */
  foot?: (choice: C | null) => ReactNode;
  /** Of the list. */
  width?: string;
  className?: string;
}

/** Whether each of the typed words is somewhere in a choice. */
function found(choice: Choice, query: string): boolean {
  const words = `${choice.name} ${choice.words ?? ""}`.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}

/** The sections in the order in which their first choices come. */
function inSections<C extends Choice>(choices: readonly C[]): Section<C>[] {
  const names = [...new Set(choices.map(({ section }) => section ?? ""))];
  return names.map((value) => ({ value, items: choices.filter(({ section }) => (section ?? "") === value) }));
}

export function Combobox<C extends Choice>(props: Props<C>) {
  const { label, choices, value, onPick, shown, search, row, foot, width = "w-64", className } = props;
  const picked = choices.find((choice) => choice.id === value) ?? null;
  const [pointed, setPointed] = useState<C | null>(null);
  return (
    <Base.Root
      items={inSections(choices)}
      value={picked}
      onValueChange={(choice: C | null) => choice && onPick(choice.id)}
      itemToStringLabel={({ name }: C) => name}
      isItemEqualToValue={(one: C, other: C) => one.id === other.id}
      filter={(choice: C, query: string) => found(choice, query)}
      onItemHighlighted={(choice: C | undefined) => setPointed(choice ?? null)}
      autoHighlight
    >
      <Base.Trigger aria-label={label} className={className}>
        <span className="min-w-0 truncate">{shown ?? picked?.name ?? value}</span>
        <ChevronDown aria-hidden="true" size={14} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={6} collisionPadding={12} className="z-40 outline-none">
          <Base.Popup
            aria-label={label}
            className={classes(
              "popup flex max-h-[min(28rem,var(--available-height))] max-w-(--available-width) flex-col overflow-hidden rounded-[10px] bg-sheet shadow-float outline-none",
              width,
            )}
          >
            <div className="flex items-center gap-2 border-line border-b px-3">
              <Search aria-hidden="true" size={14} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
              <Base.Input
                aria-label={search}
                placeholder={search}
                className="h-9 flex-1 bg-transparent text-ink text-ui outline-none placeholder:text-ink-faint"
              />
            </div>
            <Base.Empty className="px-3 py-4 text-ink-faint text-ui empty:hidden">Nothing fits these words.</Base.Empty>
            <Base.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1 empty:hidden">
              {(section: Section<C>) => (
                <Base.Group key={section.value} items={section.items}>
                  {section.value && (
                    <Base.GroupLabel className="px-2 pt-2 pb-1 text-ink-faint text-tiny">
                      {section.value}
                    </Base.GroupLabel>
                  )}
                  <Base.Collection>
                    {(choice: C) => (
                      <Option key={choice.id} choice={choice}>
                        {row?.(choice) ?? choice.name}
                      </Option>
                    )}
                  </Base.Collection>
                </Base.Group>
              )}
            </Base.List>
            {foot?.(pointed ?? picked)}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Option({ choice, children }: { choice: Choice; children: ReactNode }) {
  return (
    <Base.Item
      value={choice}
      disabled={Boolean(choice.why)}
      className={classes(
        "flex select-none items-start gap-2 rounded-[6px] py-1.5 pr-2.5 pl-2 text-ui outline-none data-highlighted:bg-hover",
        choice.why ? "text-ink-faint" : "text-ink",
      )}
    >
      <span className="flex h-5 w-3.5 shrink-0 items-center">
        <Base.ItemIndicator>
          <Check aria-hidden="true" size={14} strokeWidth={2} className="text-accent-text" />
        </Base.ItemIndicator>
      </span>
      <span className="min-w-0 flex-1">{children}</span>
    </Base.Item>
  );
}
