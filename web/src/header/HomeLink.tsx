// From a canvas to all of them.
import { Mark } from "../ui/Mark";
import { Tooltip } from "../ui/Tooltip";

export function HomeLink() {
  return (
    <Tooltip side="bottom" text="All canvases">
      <a
        href="/"
        aria-label="All canvases"
        className="flex size-8 shrink-0 items-center justify-center rounded-control transition-colors hover:bg-hover"
      >
        <Mark size={18} />
      </a>
    </Tooltip>
  );
}
