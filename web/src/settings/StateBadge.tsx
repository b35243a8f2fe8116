// How it stands with a provider: icon and word, so that the colour is never alone.
import { CircleCheck, CircleX, KeyRound, type LucideIcon, Unplug } from "lucide-react";
import type { ProviderCard, ProviderState } from "../api/types";
import { classes } from "../ui/classes";
import { stateWords } from "./provider_words";

const LOOKS: Record<ProviderState, { icon: LucideIcon; colour: string }> = {
  connected: { icon: CircleCheck, colour: "text-good" },
  needs_key: { icon: KeyRound, colour: "text-ink-faint" },
  refused: { icon: CircleX, colour: "text-fail" },
  unreachable: { icon: Unplug, colour: "text-warn" },
};

/** `busy`: it is being tried right now. */
export function StateBadge({ card, busy }: { card: ProviderCard; busy: boolean }) {
  const { icon: Icon, colour } = LOOKS[card.state];
  return (
    <p
      role="status"
      className={classes(
        "flex h-6 shrink-0 items-center gap-1.5 whitespace-nowrap text-label",
        busy ? "text-ink-faint" : colour,
      )}
    >
      <Icon aria-hidden="true" size={14} strokeWidth={1.75} className="shrink-0" />
      {busy ? "Trying…" : stateWords(card)}
    </p>
  );
}
