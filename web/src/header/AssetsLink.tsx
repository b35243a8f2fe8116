// The way to everything made or uploaded.
import { Images } from "lucide-react";
import { Tooltip } from "../ui/Tooltip";

export function AssetsLink() {
  return (
    <Tooltip side="bottom" text="Assets">
      <a
        href="/assets"
        aria-label="Assets"
        className="flex size-8 items-center justify-center rounded-control text-ink-soft transition-colors hover:bg-hover hover:text-ink"
      >
        <Images aria-hidden="true" size={16} strokeWidth={1.5} />
      </a>
    </Tooltip>
  );
}
