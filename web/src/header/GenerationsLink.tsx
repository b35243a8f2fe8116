// The way to everything that was generated, or is right now.
import { History } from "lucide-react";
import { Tooltip } from "../ui/Tooltip";

export function GenerationsLink() {
  return (
    <Tooltip side="bottom" text="Generations">
      <a
        href="/generations"
        aria-label="Generations"
        className="flex size-8 items-center justify-center rounded-control text-ink-soft transition-colors hover:bg-hover hover:text-ink"
      >
        <History aria-hidden="true" size={16} strokeWidth={1.5} />
      </a>
    </Tooltip>
  );
}
