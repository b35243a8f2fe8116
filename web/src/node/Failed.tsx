// Over a card whose generation failed: what happened, what to do, that the credits came back.
import { TriangleAlert, X } from "lucide-react";
import type { Generation } from "../api/types";
import { IconButton } from "../ui/IconButton";
import { dismiss } from "./failures";

/** `filled`: an earlier take stays in sight above. */
export function Failed({ generation, filled }: { generation: Generation; filled: boolean }) {
  const { id, error, price, state } = generation;
  return (
    <div
      role="alert"
      className={
        filled
          ? "absolute inset-x-2 bottom-2 flex max-h-[calc(100%-1rem)] gap-2 overflow-y-auto rounded-control bg-sheet p-2.5 pr-1.5 shadow-float"
          : "absolute inset-0 flex gap-2 overflow-y-auto bg-card p-3.5 pr-2"
      }
    >
      <TriangleAlert size={16} strokeWidth={1.5} className="mt-0.5 shrink-0 text-fail" />
      <div className="min-w-0 flex-1 text-ui">
        <p className="text-ink">{error?.message ?? "The generation failed."}</p>
        {state === "failed" && (
          <p className="mt-0.5 text-ink-soft">{creditsBack(price)} Change the prompt or generate again.</p>
        )}
      </div>
      <IconButton name="Dismiss" small className="nodrag" onClick={() => dismiss(id)}>
        <X size={14} strokeWidth={1.5} />
      </IconButton>
    </div>
  );
}

function creditsBack(price: string): string {
  return price === "1" ? "Your credit is back." : `Your ${price} credits are back.`;
}
