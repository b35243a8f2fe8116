// What one should know about a model's price or future: said on hover, on focus and on a tap.
import { CalendarClock, Info } from "lucide-react";
import type { ProviderModel } from "../api/types";
import { TappedTooltip } from "../ui/Tooltip";
import { retiresWords, sourceWords } from "./provider_words";

export function PriceMark({ model }: { model: ProviderModel }) {
  if (model.exact) return null;
  const words = sourceWords(model);
  return (
    <TappedTooltip text={words}>
      <button
        type="button"
        aria-label={`Price unchecked: ${words}`}
        className="inline-flex items-center gap-1 whitespace-nowrap rounded-[4px] text-ink-faint text-label underline decoration-line-strong decoration-dotted underline-offset-3"
      >
        <Info aria-hidden="true" size={12} strokeWidth={1.75} />
        Price unchecked
      </button>
    </TappedTooltip>
  );
}

export function RetiresMark({ model }: { model: ProviderModel }) {
  const words = retiresWords(model);
  if (!words) return null;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-label text-warn">
      <CalendarClock aria-hidden="true" size={12} strokeWidth={1.75} />
      {words}
    </span>
  );
}
