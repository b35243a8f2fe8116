// Entering a key: it goes to the server, is kept there encrypted, and is tried out at once.
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { connectProvider } from "../api/client";
import type { ProviderCard } from "../api/types";
import { Button } from "../ui/Button";
import { OutsideLink } from "../ui/OutsideLink";
import { problemOf } from "./provider_words";
import { SecretField } from "./SecretField";
import { putCard } from "./use_providers";

interface Props {
  card: ProviderCard;
  /** Whether somebody asked for it just now. */
  focused: boolean;
  onBusy: (busy: boolean) => void;
  /** The key was kept, and did not turn out to be wrong. */
  onDone: () => void;
  onCancel: () => void;
}

export function KeyForm({ card, focused, onBusy, onDone, onCancel }: Props) {
  const queries = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [typed, setTyped] = useState(false);
  const refused = card.state === "refused" && !typed ? card.message : null;

  useEffect(() => {
    if (focused) field.current?.focus();
  }, [focused]);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy || !field.current) return;
    const key = field.current.value.trim();
    if (!key) return said("Enter the key first.");
    during(true);
    setProblem(null);
    try {
      const now = await connectProvider(card.id, { type: card.type ?? "openai", key });
      field.current.value = "";
      setTyped(false);
      putCard(queries, now);
      if (now.state === "refused") field.current.focus();
      else onDone();
    } catch (error) {
      said(problemOf(error).words);
    }
    during(false);
  }

  function during(now: boolean): void {
    setBusy(now);
    onBusy(now);
  }

  function said(words: string): void {
    setProblem(words);
    field.current?.focus();
  }

  return (
    <form
      onSubmit={(event) => void save(event)}
      noValidate
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
      aria-label={`Key for ${card.name}`}
      className="flex flex-col gap-3"
    >
      <SecretField
        ref={field}
        label={card.key ? "Another key" : "Key"}
        hint={<KeyHint card={card} />}
        problem={problem ?? refused}
        onType={() => {
          setTyped(true);
          setProblem(null);
        }}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" small look="primary" aria-busy={busy} aria-disabled={busy}>
          {busy ? "Trying…" : "Save and try"}
        </Button>
        <Button small look="quiet" onClick={onCancel}>
          Cancel
        </Button>
        {card.keys_page && (
          <OutsideLink href={card.keys_page} className="ml-auto">
            Get a key
          </OutsideLink>
        )}
      </div>
    </form>
  );
}

function KeyHint({ card }: { card: ProviderCard }) {
  const [variable] = card.environment;
  return (
    <>
      Kept on this server, encrypted; it never comes back to the browser.
      {variable && !card.key && ` It may also be set as ${variable} where the server runs.`}
    </>
  );
}
