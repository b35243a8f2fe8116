// One generation in a line: what it made, what was asked, where, how it stands, what it cost and how long it took.
import { ArrowUpRight, X } from "lucide-react";
import type { Chapter } from "../api/types";
import { nodeOn } from "../canvas/arrival";
import { cancel, useCancelling } from "../live/cancelling";
import { isActive } from "../live/store";
import { classes } from "../ui/classes";
import { IconButton } from "../ui/IconButton";
import { Skeleton } from "../ui/Skeleton";
import { Tooltip } from "../ui/Tooltip";
import { exactMoment, moment } from "../ui/time";
import { costSentence, costWords, standingWords, tookWords } from "./history_words";
import { MadeThumb } from "./MadeThumb";
import { StandingMark } from "./StandingMark";
import { type Titles, titleOf } from "./use_titles";

interface Props {
  chapter: Chapter;
  titles: Titles;
  /** Whether Tab leads to it. */
  reachable: boolean;
  onOpen: (generation: string) => void;
}

/** Characters of a prompt or a text that a line can hold at most. */
const SHOWN = 240;
const COLUMNS =
  "grid grid-cols-[3rem_minmax(0,1fr)_auto] sm:grid-cols-[3rem_minmax(0,1fr)_10.5rem_4.5rem_8.5rem_4.5rem] items-center gap-x-3";

export function HistoryRow({ chapter, titles, reachable, onOpen }: Props) {
  const { generation, what } = chapter;
  const cancelling = useCancelling(generation);
  const standing = standingWords(generation, cancelling);
  const place = [what || generation.model, titleOf(titles, generation.canvas)].filter(Boolean).join(" · ");
  const words = (chapter.excerpt ?? (generation.prompt || "No prompt")).slice(0, SHOWN);
  return (
    <div
      className={classes(COLUMNS, "group relative h-full border-line border-b px-2 transition-colors hover:bg-hover")}
    >
      <MadeThumb chapter={chapter} />
      <div className="min-w-0">
        <button
          type="button"
          data-row
          tabIndex={reachable ? 0 : -1}
          onClick={() => onOpen(generation.id)}
          className="block max-w-full truncate text-left text-ink text-ui outline-none after:absolute after:inset-0 after:rounded-control focus-visible:after:outline-2 focus-visible:after:outline-ring"
        >
          {words}
          <span className="sr-only">{`. ${standing}. ${place}`}</span>
        </button>
        <p className="truncate text-ink-faint text-label">
          {generation.rehearsal && <span className="font-medium text-ink-soft">Rehearsal · </span>}
          {place}
        </p>
        <p className="tabular flex items-center gap-1.5 truncate pt-0.5 text-ink-faint text-label sm:hidden">
          <span className="shrink-0">
            <StandingMark generation={generation} words={standing} />
          </span>
          {`${costWords(generation)} · ${moment(generation.created)}`}
        </p>
      </div>
      <span className="min-w-0 max-sm:hidden">
        <StandingMark generation={generation} words={standing} />
      </span>
      <span title={costSentence(generation)} className="tabular truncate text-right text-ink text-ui max-sm:hidden">
        {costWords(generation)}
      </span>
      <span className="tabular text-right text-ink-faint text-label max-sm:hidden">
        <time dateTime={new Date(generation.created).toISOString()} title={exactMoment(generation.created)}>
          {moment(generation.created)}
        </time>
        <span className="block">{tookWords(generation)}</span>
      </span>
      <span className="relative flex justify-end gap-0.5">
        {isActive(generation) && (
          <IconButton
            name={cancelling ? "Cancelling…" : "Cancel"}
            tabIndex={reachable ? 0 : -1}
            aria-disabled={cancelling}
            onClick={() => cancelling || void cancel(generation)}
          >
            <X size={16} strokeWidth={1.5} />
          </IconButton>
        )}
        <Tooltip text="Go there">
          <a
            href={nodeOn(generation.canvas, generation.node)}
            aria-label={`Go there: ${what}`}
            tabIndex={reachable ? 0 : -1}
            className="inline-flex size-8 items-center justify-center rounded-control text-ink-faint transition-colors hover:bg-hover hover:text-ink max-sm:hidden"
          >
            <ArrowUpRight aria-hidden="true" size={16} strokeWidth={1.5} />
          </a>
        </Tooltip>
      </span>
    </div>
  );
}

/** What the columns are, where there is room for them. */
export function RowHead() {
  return (
    <div
      aria-hidden="true"
      className={classes(COLUMNS, "h-7 border-line border-b px-2 text-ink-faint text-label max-sm:hidden")}
    >
      <span className="col-span-2">Generation</span>
      <span>State</span>
      <span className="text-right">Credits</span>
      <span className="text-right">When</span>
    </div>
  );
}

/** As large as what comes. */
export function RowOnItsWay() {
  return (
    <div className={classes(COLUMNS, "h-full border-line border-b px-2")}>
      <Skeleton className="size-12 rounded-control" />
      <div>
        <Skeleton className="h-3.5 w-3/5" />
        <Skeleton className="mt-2 h-3 w-2/5" />
      </div>
      <Skeleton className="h-3.5 w-20 max-sm:hidden" />
      <Skeleton className="h-3.5 w-8 justify-self-end max-sm:hidden" />
      <Skeleton className="h-3.5 w-14 justify-self-end max-sm:hidden" />
    </div>
  );
}
