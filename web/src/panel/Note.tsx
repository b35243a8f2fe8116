// What the model said of the content that the node shows, such as what it left out.
import { Info } from "lucide-react";

export function Note({ text }: { text: string | null }) {
  if (!text) return null;
  return (
    <p className="flex items-start gap-1.5 px-3 pb-2 text-ink-soft text-label">
      <Info aria-hidden="true" size={14} strokeWidth={1.5} className="mt-px shrink-0 text-ink-faint" />
      <span>
        <span className="sr-only">About what is shown: </span>
        {text}
      </span>
    </p>
  );
}
