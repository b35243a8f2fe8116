// Over a card whose generation failed: what happened, what to do, that the credits came back, and the way on.
import { TriangleAlert, X } from "lucide-react";
import type { Generation } from "../api/types";
import { useChecked } from "../live/checking";
import { IconButton } from "../ui/IconButton";
import { dismiss } from "./failures";
import { WayOn } from "./WayOn";

/** `filled`: an earlier take stays in sight above. */
export function Failed({ generation, filled }: { generation: Generation; filled: boolean }) {
  const { answer } = useChecked(generation.id);
  return (
    <div
      role="alert"
      className={
        filled
          ? "absolute inset-x-2 bottom-2 flex max-h-[calc(100%-1rem)] gap-2 overflow-y-auto rounded-control bg-sheet p-2.5 pr-1.5 shadow-float"
          : "absolute inset-0 flex gap-2 overflow-y-auto bg-card p-3.5 pr-2"
      }
    >
      <TriangleAlert aria-hidden="true" size={16} strokeWidth={1.5} className="mt-0.5 shrink-0 text-fail" />
      <div className="min-w-0 flex-1 bg-inherit">
        <p className={`text-ink ${filled ? "text-label" : "text-ui"}`}>
          {answer ?? generation.error?.message ?? "The generation failed."}
        </p>
        <WayOn generation={generation} />
      </div>
      <IconButton name="Dismiss" small className="nodrag" onClick={() => dismiss(generation.id)}>
        <X size={14} strokeWidth={1.5} />
      </IconButton>
    </div>
  );
}
