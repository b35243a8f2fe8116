// A server of one's own: its name, its address, what it speaks, and a key where it asks for one.
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { connectProvider } from "../api/client";
import type { ProviderCard, ServerType } from "../api/types";
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import { FormField } from "./FormField";
import { finishedName, type Problem, problemOf, serverName } from "./provider_words";
import { SecretField } from "./SecretField";
import { TypeChoice } from "./TypeChoice";
import { putCard } from "./use_providers";

interface Props {
  /** The server to change; none where one is added. */
  card?: ProviderCard;
  /** The names that are taken. */
  taken?: readonly string[];
  focused: boolean;
  onBusy?: (busy: boolean) => void;
  onDone: (card: ProviderCard) => void;
  onCancel: () => void;
}

const EXAMPLES: Record<ServerType, string> = { openai: "http://127.0.0.1:11434/v1", comfyui: "http://127.0.0.1:8188" };

export function ServerForm({ card, taken = [], focused, onBusy, onDone, onCancel }: Props) {
  const queries = useQueryClient();
  const first = useRef<HTMLInputElement>(null);
  const secret = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(card?.id ?? "");
  const [url, setUrl] = useState(card?.url ?? "");
  const [type, setType] = useState<ServerType>(card?.type ?? "openai");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(refusalOf(card));

  useEffect(() => {
    if (focused) first.current?.focus();
  }, [focused]);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const id = card?.id ?? finishedName(name);
    const wrong = missing(id, url, card ? [] : taken);
    setProblem(wrong);
    if (busy || wrong) return;
    during(true);
    try {
      const key = secret.current?.value.trim() || null;
      const now = await connectProvider(id, { type, url: url.trim(), key });
      if (secret.current) secret.current.value = "";
      putCard(queries, now);
      setProblem(refusalOf(now));
      if (!card || now.state !== "refused") onDone(now);
    } catch (error) {
      setProblem(problemOf(error));
    }
    during(false);
  }

  function during(now: boolean): void {
    setBusy(now);
    onBusy?.(now);
  }

  const at = (field: Problem["field"]) => (problem?.field === field ? problem.words : null);
  const settle = (field: Problem["field"]) => problem?.field === field && setProblem(null);
  return (
    <form
      onSubmit={(event) => void save(event)}
      noValidate
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
      aria-label={card ? `Change ${card.name}` : "Add a server"}
      className="flex flex-col gap-4"
    >
      {!card && <TypeChoice value={type} onPick={setType} />}
      <div className={classes("grid gap-4", !card && "sm:grid-cols-[1fr_2fr]")}>
        {!card && (
          <FormField label="Name" problem={at("name")} hint={nameHint(finishedName(name))}>
            {(wiring) => (
              <input
                {...wiring}
                ref={first}
                value={name}
                maxLength={40}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                placeholder="my-server"
                onChange={(event) => {
                  setName(serverName(event.target.value));
                  settle("name");
                }}
              />
            )}
          </FormField>
        )}
        <FormField label="Address" problem={at("url")}>
          {(wiring) => (
            <input
              {...wiring}
              ref={card ? first : undefined}
              value={url}
              inputMode="url"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder={EXAMPLES[type]}
              onChange={(event) => {
                setUrl(event.target.value);
                settle("url");
              }}
            />
          )}
        </FormField>
        <div className={classes(!card && "sm:col-span-2")}>
          <SecretField
            ref={secret}
            label={card?.key ? "Another key, or nothing to keep the one it has" : "Key, if it asks for one"}
            problem={at("key")}
            onType={() => settle("key")}
          />
        </div>
      </div>
      <p role="alert" className="text-fail text-label empty:hidden">
        {at("form")}
      </p>
      <div className="flex items-center gap-2">
        <Button type="submit" small look="primary" aria-busy={busy} aria-disabled={busy}>
          {busy ? "Trying…" : card ? "Save and try" : "Add and try"}
        </Button>
        <Button small look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function nameHint(name: string): string {
  return name ? `Its models are named ${name}/…` : "Its models are named after it.";
}

function missing(name: string, url: string, taken: readonly string[]): Problem | null {
  if (!name) return { field: "name", words: "Give it a name." };
  if (taken.includes(name)) return { field: "name", words: `There is a provider named ${name} already.` };
  return url.trim() ? null : { field: "url", words: "Enter its address." };
}

/** A refused key is said at the key. */
function refusalOf(card: ProviderCard | undefined): Problem | null {
  return card?.state === "refused" && card.message ? { field: "key", words: card.message } : null;
}
