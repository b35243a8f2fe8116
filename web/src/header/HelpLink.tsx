// The way to the help pages.
import { CircleHelp } from "lucide-react";
import { Tooltip } from "../ui/Tooltip";

export function HelpLink() {
  return (
    <Tooltip side="bottom" text="Help">
      <a
        href="/help"
        aria-label="Help"
        className="flex size-8 items-center justify-center rounded-control text-ink-soft transition-colors hover:bg-hover hover:text-ink"
      >
        <CircleHelp aria-hidden="true" size={16} strokeWidth={1.5} />
      </a>
    </Tooltip>
  );
}
