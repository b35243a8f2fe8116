// How a generation stands: an icon and a word, coloured only where something needs a look.
import { Ban, Check, CircleDashed, CircleHelp, LoaderCircle, type LucideIcon, TriangleAlert } from "lucide-react";
import type { Generation } from "../api/types";
import { classes } from "../ui/classes";

const MARKS: Record<Generation["state"], [LucideIcon, string]> = {
  queued: [CircleDashed, "text-ink-soft"],
  running: [LoaderCircle, "text-accent-text"],
  succeeded: [Check, "text-ink-soft"],
  failed: [TriangleAlert, "text-fail"],
  cancelled: [Ban, "text-ink-faint"],
  unknown: [CircleHelp, "text-warn"],
};

export function StandingMark({ generation, words }: { generation: Generation; words: string }) {
  const [Icon, colour] = MARKS[generation.state];
  return (
    <span
      title={generation.error?.message}
      className={classes("tabular flex min-w-0 items-center gap-1.5 text-label", colour)}
    >
      <Icon aria-hidden="true" size={14} strokeWidth={1.5} className="shrink-0" />
      <span className="truncate">{words}</span>
    </span>
  );
}
