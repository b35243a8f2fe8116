// Everything that will be sent, word for word, for whoever wants to see it.
import { Collapsible } from "@base-ui/react/collapsible";
import { ChevronRight } from "lucide-react";
import type { Panel } from "../api/types";
import { PromptLimit } from "./PromptLimit";

export function FullPrompt({ panel }: { panel: Panel }) {
  return (
    <Collapsible.Root className="px-3 pb-2">
      <div className="flex h-6 items-center justify-between">
        <Collapsible.Trigger className="group -ml-1 flex h-6 items-center gap-1 rounded-[6px] pr-1.5 pl-1 text-ink-faint text-label transition-colors hover:text-ink">
          <ChevronRight
            aria-hidden="true"
            size={14}
            strokeWidth={1.5}
            className="transition-transform group-data-panel-open:rotate-90"
          />
          What will be sent
        </Collapsible.Trigger>
        <PromptLimit length={panel.prompt_length} limit={panel.prompt_limit} />
      </div>
      <Collapsible.Panel>
        <p className="mt-1 max-h-40 overflow-y-auto whitespace-pre-wrap rounded-control bg-field px-3 py-2 text-ink-soft text-ui">
          {panel.request.prompt || "No words yet."}
        </p>
        <Sent panel={panel} />
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}

/** The references that go along, by the names they have in the strip. */
function Sent({ panel }: { panel: Panel }) {
  const sent = panel.request.references.map(({ node, use }) => {
    const label = panel.references.find((reference) => reference.node === node)?.label ?? node;
    return `${label} (${use.replaceAll("_", " ")})`;
  });
  if (sent.length === 0) return null;
  return <p className="px-3 pt-1.5 text-ink-faint text-label">With {sent.join(", ")}</p>;
}
