// What a card unlocks: in a line how much of what, and opened, each model.

import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import type { ProviderCard } from "../api/types";
import { classes } from "../ui/classes";
import { Drawn } from "../ui/Drawn";
import { KindIcon } from "../ui/kinds";
import { ModelList } from "./ModelList";
import { OwnModels } from "./OwnModels";
import { byKind, countModels, unlocks } from "./provider_words";
import { Workflows } from "./workflow/Workflows";

export function CardModels({ card }: { card: ProviderCard }) {
  const [open, setOpen] = useState(false);
  const list = useId();
  const { models, type } = card;
  if (type === "comfyui") return <Workflows card={card} />;
  if (models.length === 0) return <NoModels card={card} />;
  return (
    <div className="-mx-4 sm:-mx-5 -mb-4 mt-3 border-line border-t">
      <h4>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={list}
          aria-label={`${countModels(models.length)} of ${card.name}: ${unlocks(models)}`}
          onClick={() => setOpen(!open)}
          className="flex h-10 w-full items-center gap-3 rounded-b-card px-4 text-ink-soft text-label transition-colors hover:bg-hover hover:text-ink sm:px-5"
        >
          <span>{countModels(models.length)}</span>
          <span className="flex flex-1 items-center gap-3">
            {byKind(models).map(({ kind, models: some }) => (
              <span key={kind} className="tabular flex items-center gap-1 text-ink-faint">
                <KindIcon kind={kind} size={14} />
                <Drawn words={String(some.length)} />
              </span>
            ))}
          </span>
          <ChevronDown
            aria-hidden="true"
            size={14}
            strokeWidth={1.5}
            className={classes("shrink-0 text-ink-faint transition-transform", open && "rotate-180")}
          />
        </button>
      </h4>
      <div id={list} hidden={!open} className="px-4 pt-1 pb-4 sm:px-5">
        {open && (type ? <OwnModels card={card} /> : <ModelList models={models} />)}
      </div>
    </div>
  );
}

function NoModels({ card }: { card: ProviderCard }) {
  if (card.state !== "connected") return null;
  return (
    <p className="pt-3 text-ink-faint text-label">
      {card.type === "openai" ? "It is there, but lists no models." : "No models yet."}
    </p>
  );
}
