// Settings that few ever touch, folded away until they are asked for.
import { ChevronRight } from "lucide-react";
import { type ReactNode, useId, useState } from "react";

interface Props {
  /** How many of them differ from their default. */
  changed: number;
  /** Whether one of them cannot be sent as it stands: then they are in sight. */
  amiss: boolean;
  children: ReactNode;
}

export function AdvancedSettings({ changed, amiss, children }: Props) {
  const [asked, setAsked] = useState(false);
  const open = asked || amiss;
  const inside = useId();
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={inside}
        onClick={() => setAsked(!open)}
        className="group mt-1 -ml-1 inline-flex h-6 items-center gap-1 rounded-[6px] px-1 text-ink-faint text-label hover:text-ink"
      >
        <ChevronRight
          aria-hidden="true"
          size={12}
          strokeWidth={1.75}
          className="transition-[rotate] group-aria-expanded:rotate-90"
        />
        Advanced{changed > 0 && ` · ${changed} changed`}
      </button>
      <div id={inside} hidden={!open} className="flex flex-wrap items-start gap-1.5 pt-1 [&[hidden]]:hidden">
        {children}
      </div>
    </>
  );
}
