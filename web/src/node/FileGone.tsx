// Stands where a file was that was deleted for good.
import { FileX2 } from "lucide-react";

export function FileGone({ hint }: { hint?: string }) {
  return (
    <div className="flex size-full flex-col items-center justify-center gap-2 p-4 text-center text-ink-soft text-ui">
      <FileX2 aria-hidden="true" size={20} strokeWidth={1.5} className="text-ink-faint" />
      <p>This file was deleted.</p>
      {hint && <p className="text-ink-faint text-label">{hint}</p>}
    </div>
  );
}
