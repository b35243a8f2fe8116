// The models of a server of one's own: what each makes, and what a generation with it costs, can be said here.
import { Search } from "lucide-react";
import { useState } from "react";
import type { ProviderCard } from "../api/types";
import { Button } from "../ui/Button";
import { OwnModelRow } from "./OwnModelRow";

/** Shown at first; a gateway may list hundreds. */
const SOME = 20;

export function OwnModels({ card }: { card: ProviderCard }) {
  const [words, setWords] = useState("");
  const [most, setMost] = useState(SOME);
  const found = card.models.filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <div className="flex flex-col gap-1">
      {card.models.length > SOME && <Find words={words} onChange={setWords} />}
      <ul>
        {found.slice(0, most).map((model) => (
          <OwnModelRow key={model.id} card={card} model={model} />
        ))}
      </ul>
      {found.length === 0 && (
        <p role="status" className="py-2 text-ink-soft text-ui">
          No model has “{words.trim()}” in its name.
        </p>
      )}
      {found.length > most && (
        <Button small look="quiet" className="self-start" onClick={() => setMost(most + 10 * SOME)}>
          Show more of {found.length}
        </Button>
      )}
      <p className="pt-2 text-ink-faint text-label">
        What a model makes is guessed from its name: change it where that is wrong. They are free unless you give a
        price in credits.
      </p>
    </div>
  );
}

function Find({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  return (
    <label className="mb-1 flex h-8 items-center gap-2 rounded-control bg-field px-2.5 hairline focus-within:outline-2 focus-within:outline-ring">
      <Search aria-hidden="true" size={14} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
      <input
        type="search"
        aria-label="Find a model"
        placeholder="Find a model"
        value={words}
        onChange={(event) => onChange(event.target.value)}
        className="min-w-0 flex-1 bg-transparent text-ink text-ui outline-none placeholder:text-ink-faint"
      />
    </label>
  );
}
