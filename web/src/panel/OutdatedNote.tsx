// That what the node shows is not what would be made now, and what changed since.
import { RefreshCw } from "lucide-react";

export function OutdatedNote({ why }: { why: readonly string[] }) {
  if (why.length === 0) return null;
  return (
    <p className="flex items-start gap-1.5 px-3 pb-2 text-ink-soft text-label">
      <RefreshCw aria-hidden="true" size={14} strokeWidth={1.5} className="mt-px shrink-0 text-ink-faint" />
      <span>Out of date. Changed since: {why.join("; ")}</span>
    </p>
  );
}
