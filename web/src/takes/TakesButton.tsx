// Opens the filmstrip of a node, and says how many takes there are.
import { History } from "lucide-react";
import { useEffect, useRef } from "react";
import type { CanvasNode } from "../document/schema";
import { Tooltip } from "../ui/Tooltip";
import { closeTakes, openTakes, useTakesOpen } from "./open_takes";
import { useNewsOfShown, useTakes } from "./use_takes";

export function TakesButton({ node }: { node: CanvasNode }) {
  const { strip } = useTakes(node, null);
  useNewsOfShown(node);
  const open = useTakesOpen(node.id);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);
  useEffect(() => {
    if (wasOpen.current && !open && document.activeElement === document.body)
      button.current?.focus({ preventScroll: true });
    wasOpen.current = open;
  }, [open]);
  return (
    <Tooltip text="Takes: everything that came">
      <button
        ref={button}
        type="button"
        aria-label={strip ? `Takes · ${strip.length}` : "Takes"}
        aria-expanded={open}
        className="inline-flex h-6 shrink-0 items-center gap-1 rounded-control px-1.5 text-ink-soft text-label transition-colors hover:bg-hover hover:text-ink aria-expanded:bg-press aria-expanded:text-ink"
        onClick={() => (open ? closeTakes() : openTakes(node.id))}
      >
        <History aria-hidden="true" size={14} strokeWidth={1.5} />
        <span className="max-sm:hidden">Takes{strip && " ·"}</span>
        {strip && <span className="tabular">{strip.length}</span>}
      </button>
    </Tooltip>
  );
}
