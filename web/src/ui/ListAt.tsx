// A list at a point of the window that narrows as one types: arrows walk in it, Enter takes, Escape leaves.

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Popover } from "@base-ui/react/popover";
import { type ReactNode, useMemo, useState } from "react";
import { classes } from "./classes";
import { Drawn } from "./Drawn";
import type { Point } from "./Menu";

export interface Item {
  id: string;
  /** Shown, and what is typed is looked for in it. */
  name: string;
  /** The accessible name, where it is more than the name. */
  label?: string;
  icon?: ReactNode;
  /** Keys that do the same, or a few words, at the right. */
  hint?: string;
  onSelect: () => void;
}

export interface Section {
  value: string;
  items: Item[];
}

interface Props {
  /** Open while it is a point. */
  at: Point | null;
  label: string;
  /** What there is for the words that were typed; none are. */
  sections: (query: string) => Section[];
  onClose: () => void;
}

export function ListAt({ at, label, sections, onClose }: Props) {
  const anchor = useMemo(() => {
    const rect = new DOMRect(at?.x ?? 0, at?.y ?? 0, 0, 0);
    return { getBoundingClientRect: () => rect };
  }, [at?.x, at?.y]);
  return (
    <Popover.Root open={at !== null} onOpenChange={(open) => open || onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align="start" sideOffset={2} className="z-40 outline-none">
          <Popover.Popup
            aria-label={label}
            className="popup flex max-h-[min(22rem,var(--available-height))] min-h-44 w-56 flex-col overflow-hidden rounded-[10px] bg-sheet shadow-float outline-none"
          >
            <Narrowing label={label} sections={sections} onClose={onClose} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Narrowing({ label, sections, onClose }: Omit<Props, "at">) {
  const [query, setQuery] = useState("");
  const found = sections(query);
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      items={found}
      value={query}
      onValueChange={setQuery}
      itemToStringValue={({ name }: Item) => name}
      autoHighlight="always"
      keepHighlight
    >
      <Autocomplete.Input
        aria-label={label}
        placeholder={label}
        className="h-9 shrink-0 border-line border-b bg-transparent px-3 text-ink text-ui outline-none placeholder:text-ink-faint"
      />
      <Autocomplete.Empty className="px-3 py-3 text-ink-soft text-ui empty:hidden">
        Nothing has these words.
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1 empty:hidden">
        {(section: Section) => (
          <Autocomplete.Group key={section.value} items={section.items}>
            <Autocomplete.GroupLabel
              className={classes("px-2 pt-1.5 pb-1 text-ink-faint text-label", section.value === "" && "hidden")}
            >
              {section.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: Item) => <Row key={item.id} item={item} onClose={onClose} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function Row({ item, onClose }: { item: Item; onClose: () => void }) {
  const choose = () => {
    onClose();
    item.onSelect();
  };
  return (
    <Autocomplete.Item
      value={item}
      aria-label={item.label ?? item.name}
      onClick={choose}
      className="flex h-8 select-none items-center gap-2.5 rounded-[6px] px-2 text-ink text-ui outline-none data-highlighted:bg-hover"
    >
      {item.icon && <span className="flex size-4 items-center justify-center text-ink-faint">{item.icon}</span>}
      <span className="min-w-0 flex-1 truncate">{item.name}</span>
      {item.hint && <Drawn words={item.hint} className="pl-4 text-ink-faint text-label" />}
    </Autocomplete.Item>
  );
}
