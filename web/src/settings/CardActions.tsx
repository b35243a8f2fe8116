// What can be done with a provider: enter a key, try it, take it away.
import type { Ref } from "react";
import type { ProviderCard } from "../api/types";
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import { BUILT_IN } from "./provider_words";

interface Props {
  card: ProviderCard;
  /** The button that opens the form, which gets the focus back. */
  opener: Ref<HTMLButtonElement>;
  trying: boolean;
  onTry: () => void;
  onChange: () => void;
  onRemove: () => void;
}

/** A provider of the site that asks for no key has nothing to change. */
export const canChange = ({ id, needs_key, key, type }: ProviderCard) =>
  id !== BUILT_IN && (needs_key || key !== null || type !== null);

export function CardActions({ card, opener, trying, onTry, onChange, onRemove }: Props) {
  const { state, key, type, tried_free, name } = card;
  return (
    <div className={classes("ml-auto flex items-center gap-1", state !== "needs_key" && "-mr-2.5")}>
      {state !== "needs_key" && tried_free && (
        <Button small look="quiet" aria-label={`Try ${name} again`} aria-busy={trying} onClick={onTry}>
          Try again
        </Button>
      )}
      {canChange(card) && (
        <Button
          ref={opener}
          small
          look={state === "needs_key" ? "plain" : "quiet"}
          aria-label={`${changeWords(card)}: ${name}`}
          onClick={onChange}
        >
          {changeWords(card)}
        </Button>
      )}
      {(key?.source === "kept" || type) && (
        <Button small look="quiet" aria-label={`Remove ${name}`} onClick={onRemove}>
          Remove
        </Button>
      )}
    </div>
  );
}

function changeWords({ type, key }: ProviderCard): string {
  if (type) return "Change";
  return key ? "Change key" : "Add key";
}
