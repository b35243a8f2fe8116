// The ways to use this kind. The mode follows what is connected until it is picked; "Auto" lets it follow again.

import { Link2 } from "lucide-react";
import type { ReactNode } from "react";
import type { PanelMode } from "../api/types";
import { classes } from "../ui/classes";
import { Drawn } from "../ui/Drawn";
import { Tabs } from "../ui/Tabs";
import { Tooltip } from "../ui/Tooltip";

interface Props {
  modes: readonly PanelMode[];
  value: string;
  follows: boolean;
  onPick: (mode: string) => void;
  onFollow: () => void;
  children: ReactNode;
}

export function ModeTabs({ modes, value, follows, onPick, onFollow, children }: Props) {
  if (modes.length < 2) return children;
  const tabs = modes.map(({ id, name, fits, why }) => ({ id, name, why: fits ? null : why }));
  const named = modes.find(({ id }) => id === value)?.name ?? value;
  const pin = () => (follows ? onPick(value) : onFollow());
  return (
    <Tabs
      label="Mode"
      tabs={tabs}
      value={value}
      onPick={onPick}
      beside={<Auto follows={follows} named={named} onPress={pin} />}
    >
      {children}
    </Tabs>
  );
}

interface AutoProps {
  follows: boolean;
  /** The present mode, in words. */
  named: string;
  onPress: () => void;
}

function Auto({ follows, named, onPress }: AutoProps) {
  const words = follows
    ? `The mode follows what is connected. Press to keep “${named}”`
    : `“${named}” was picked. Press to let the mode follow what is connected again`;
  return (
    <Tooltip text={words}>
      <button
        type="button"
        aria-pressed={follows}
        aria-label="Auto: follow what is connected"
        onClick={onPress}
        className={classes(
          "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 text-label transition-colors",
          follows ? "bg-accent-wash text-accent-text" : "text-ink-soft hover:bg-hover hover:text-ink",
        )}
      >
        <Link2 aria-hidden="true" size={14} strokeWidth={1.5} />
        Auto
        {/* On a phone the tooltip says it alone: the tabs need the row. */}
        {follows && <Drawn words="· follows connections" className="max-sm:hidden" />}
      </button>
    </Tooltip>
  );
}
