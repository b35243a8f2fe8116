// The way to the settings.
import { Settings } from "lucide-react";
import { Tooltip } from "../ui/Tooltip";

export function SettingsLink() {
  return (
    <Tooltip side="bottom" text="Settings">
      <a
        href="/settings"
        aria-label="Settings"
        className="flex size-8 items-center justify-center rounded-control text-ink-soft transition-colors hover:bg-hover hover:text-ink"
      >
        <Settings aria-hidden="true" size={16} strokeWidth={1.5} />
      </a>
    </Tooltip>
  );
}
