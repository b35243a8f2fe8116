// A few ways to do one thing, side by side; everything inside belongs to the picked one.
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Tooltip } from "./Tooltip";

export interface TabChoice {
  id: string;
  name: string;
  /** Why it does not fit now; it can still be picked. */
  why?: string | null;
}

interface Props {
  label: string;
  tabs: readonly TabChoice[];
  value: string;
  onPick: (id: string) => void;
  /** Beside the tabs. */
  beside?: ReactNode;
  children: ReactNode;
}

export function Tabs({ label, tabs, value, onPick, beside, children }: Props) {
  return (
    <Base.Root value={value} onValueChange={(id) => onPick(String(id))}>
      <div className="flex items-center justify-between gap-3 px-3 pt-3">
        <Base.List aria-label={label} className="relative z-0 flex rounded-control bg-field p-0.5">
          {tabs.map((tab) => (
            <Tab key={tab.id} tab={tab} />
          ))}
          <Base.Indicator className="absolute top-0.5 left-0 -z-10 h-7 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-[6px] bg-raised shadow-[0_0_0_1px_var(--line),0_1px_2px_oklch(0_0_0/0.08)] transition-[translate,width] duration-(--calm)" />
        </Base.List>
        {beside}
      </div>
      <Base.Panel value={value} tabIndex={-1}>
        {children}
      </Base.Panel>
    </Base.Root>
  );
}

function Tab({ tab }: { tab: TabChoice }) {
  const dom = (
    <Base.Tab
      value={tab.id}
      aria-description={tab.why ?? undefined}
      className={classes(
        "h-7 whitespace-nowrap rounded-[6px] px-2.5 text-label transition-colors",
        tab.why ? "text-ink-faint" : "text-ink-soft data-active:text-ink hover:text-ink",
      )}
    >
      {tab.name}
    </Base.Tab>
  );
  return tab.why ? <Tooltip text={tab.why}>{dom}</Tooltip> : dom;
}
