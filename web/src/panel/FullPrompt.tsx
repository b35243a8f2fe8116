// Everything that will be sent, word for word, for whoever wants to see it.
import { Collapsible } from "@base-ui/react/collapsible";
import { ChevronRight } from "lucide-react";
import type { Panel } from "../api/types";
import { PromptLimit } from "./PromptLimit";
import { SentPrompt } from "./SentPrompt";
import { SentRequest } from "./SentRequest";

/** What the foot of a sheet that scrolls keeps covered, in pixels, near enough. */
const FOOT = 64;

/** A sheet that has no room to grow scrolls instead: up until what was opened can be read. */
function bringIntoView(opened: HTMLElement | null): void {
  const sheet = opened?.closest("[data-panel]");
  if (!opened || !sheet) return;
  // The sheet takes its new place and height with the next frame.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const hidden = opened.getBoundingClientRect().bottom - (sheet.getBoundingClientRect().bottom - FOOT);
      if (hidden > 0) sheet.scrollTop += hidden;
    }),
  );
}

export function FullPrompt({ panel }: { panel: Panel }) {
  return (
    <Collapsible.Root className="px-3 pb-2">
      <div className="flex min-h-6 flex-wrap items-center justify-between gap-x-3">
        <Collapsible.Trigger className="group -ml-1 flex h-6 items-center gap-1 rounded-[6px] pr-1.5 pl-1 text-ink-faint text-label transition-colors hover:text-ink">
          <ChevronRight
            aria-hidden="true"
            size={14}
            strokeWidth={1.5}
            className="transition-transform group-data-panel-open:rotate-90"
          />
          <span className="group-data-panel-open:hidden">Show what will be sent</span>
          <span className="hidden group-data-panel-open:inline">What will be sent</span>
        </Collapsible.Trigger>
        <PromptLimit length={panel.prompt_length} limit={panel.prompt_limit} />
      </div>
      <Collapsible.Panel>
        <section
          ref={bringIntoView}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
          tabIndex={0}
          aria-label="What will be sent"
          className="-mx-1 mt-1 max-h-[min(14rem,30vh)] overflow-y-auto overscroll-contain rounded-control px-1 pb-1"
        >
          <SentPrompt panel={panel} />
          <SentRequest panel={panel} />
        </section>
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}
