// The ways to use this kind. The mode follows what is connected until it is picked, and can follow again.
import { Link2 } from "lucide-react";
import type { ReactNode } from "react";
import type { PanelMode } from "../api/types";
import { Button } from "../ui/Button";
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
  return (
    <Tabs label="Mode" tabs={tabs} value={value} onPick={onPick} beside={<Following {...{ follows, onFollow }} />}>
      {children}
    </Tabs>
  );
}

function Following({ follows, onFollow }: { follows: boolean; onFollow: () => void }) {
  if (follows) {
    return (
      <span className="flex items-center gap-1.5 text-ink-faint text-label">
        <Link2 aria-hidden="true" size={14} strokeWidth={1.5} />
        {/* On a phone the icon says it alone: the tabs need the row. */}
        <span className="max-sm:sr-only">Follows what is connected</span>
      </span>
    );
  }
  return (
    <Tooltip text="Let the mode follow what is connected again">
      <Button small look="quiet" onClick={onFollow}>
        <Link2 aria-hidden="true" size={14} strokeWidth={1.5} />
        <span className="max-sm:sr-only">Follow connections</span>
      </Button>
    </Tooltip>
  );
}
