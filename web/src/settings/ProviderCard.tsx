// One provider: what it is, how it stands with it, its key, and the models that it unlocks.
import { LockKeyhole } from "lucide-react";
import { useId, useRef, useState } from "react";
import type { ProviderCard as Card } from "../api/types";
import { classes } from "../ui/classes";
import { OutsideLink } from "../ui/OutsideLink";
import { CardActions, canChange } from "./CardActions";
import { CardModels } from "./CardModels";
import { KeyForm } from "./KeyForm";
import { BUILT_IN, keyWords, untriedWords } from "./provider_words";
import { RemoveDialog } from "./RemoveDialog";
import { ServerForm } from "./ServerForm";
import { StateBadge } from "./StateBadge";
import { useTry } from "./use_try";
import { useWanted } from "./use_wanted";

export function ProviderCard({ card }: { card: Card }) {
  const title = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const { place, wanted } = useWanted(card.id);
  const [changing, setChanging] = useState<boolean | null>(null);
  const [removing, setRemoving] = useState(false);
  const [saving, setSaving] = useState(false);
  const { trying, failed, tryAgain } = useTry(card);
  const needsYou = card.state === "refused" || (wanted && card.state === "needs_key");
  const open = card.id !== BUILT_IN && (changing ?? needsYou);

  function close(): void {
    setChanging(false);
    requestAnimationFrame(() => opener.current?.focus());
  }

  const form = { card, focused: changing === true || wanted, onBusy: setSaving, onDone: close, onCancel: close };
  return (
    <section
      ref={place}
      tabIndex={-1}
      aria-labelledby={title}
      className="scroll-mt-18 rounded-card bg-card p-4 hairline sm:px-5"
    >
      <header className="flex items-start justify-between gap-4">
        <h3 id={title} className="min-w-0 break-words font-medium text-ink text-prose">
          {card.id === BUILT_IN ? "Built-in studio" : card.name}
        </h3>
        <StateBadge card={card} busy={trying || saving} />
      </header>
      <p className="text-ink-soft text-ui">{card.description}</p>
      {card.type && <p className="break-all pt-0.5 text-ink-faint text-label">{card.url}</p>}
      <p role="alert" className="pt-2 text-fail text-ui empty:hidden">
        {failed}
      </p>
      {card.message && !(open && card.state === "refused") && (
        <p className="mt-3 rounded-control bg-field px-3 py-2 text-ink text-ui">
          {card.message}
          {card.type && card.state === "unreachable" && " Start it, or change its address, and try again."}
        </p>
      )}
      {(canChange(card) || card.website || card.tried_free) && (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 pt-3">
          <KeyLine card={card} />
          {!open && (
            <CardActions
              {...{ card, opener, trying }}
              onTry={() => void tryAgain()}
              onChange={() => setChanging(true)}
              onRemove={() => setRemoving(true)}
            />
          )}
        </div>
      )}
      {open && <div className="pt-3">{card.type ? <ServerForm {...form} /> : <KeyForm {...form} />}</div>}
      <CardModels card={card} />
      <RemoveDialog card={card} open={removing} onClose={() => setRemoving(false)} />
    </section>
  );
}

function KeyLine({ card }: { card: Card }) {
  const [key, untried] = [keyWords(card), untriedWords(card)];
  return (
    <div className={classes("min-w-0 flex-1 text-ink-faint text-label", key && "max-sm:basis-full")}>
      <p className="flex flex-wrap items-center gap-x-4">
        {key && (
          <span className="flex items-center gap-1.5">
            <LockKeyhole aria-hidden="true" size={12} strokeWidth={1.75} />
            {key}
          </span>
        )}
        {card.website && <OutsideLink href={card.website}>{host(card.website)}</OutsideLink>}
      </p>
      {untried && <p className="pt-0.5">{untried}</p>}
    </div>
  );
}

const host = (address: string) => new URL(address).host.replace(/^www\./, "");
