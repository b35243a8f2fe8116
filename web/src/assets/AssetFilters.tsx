// What narrows the assets: kind, words, model, canvas and date, in one calm row.
import { useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { useEffect, useState } from "react";
import { listCanvases } from "../api/client";
import type { AssetCounts } from "../api/types";
import { Button } from "../ui/Button";
import { IconButton } from "../ui/IconButton";
import { Select } from "../ui/Select";
import { DateFilter } from "./DateFilter";
import { KindFilter } from "./KindFilter";
import { type AssetSearch, EVERYTHING, narrows } from "./search";

/** Milliseconds without a letter after which is looked. */
const PAUSE = 220;

interface Props {
  search: AssetSearch;
  counts: AssetCounts | undefined;
  onChange: (part: Partial<AssetSearch>, how?: { replace: boolean }) => void;
}

export function AssetFilters({ search, counts, onChange }: Props) {
  return (
    <>
      <KindFilter value={search.kind} onPick={(kind) => onChange({ kind })} />
      <div className="order-2 flex basis-full md:order-none md:min-w-40 md:max-w-72 md:flex-1 md:basis-40">
        <WordsFilter words={search.words} onWords={(words) => onChange({ words }, { replace: true })} />
      </div>
      <div className="order-2 flex min-w-0 flex-wrap items-center gap-2 md:order-none">
        <OriginFilters search={search} counts={counts} onChange={onChange} />
        <DateFilter from={search.from} to={search.to} onPick={onChange} />
        {narrows(search) && (
          <Button small look="quiet" onClick={() => onChange({ ...EVERYTHING, bin: search.bin })}>
            Clear
          </Button>
        )}
      </div>
    </>
  );
}

interface WordsProps {
  words: string;
  label?: string;
  /** What stands there while nothing is typed. */
  hint?: string;
  onWords: (words: string) => void;
}

/** Looks once the typing pauses. */
export function WordsFilter({
  words,
  label = "Search assets",
  hint = "Words of the prompt or name",
  onWords,
}: WordsProps) {
  const [typed, setTyped] = useState(words);
  const [seen, setSeen] = useState(words);
  if (words !== seen) {
    setSeen(words);
    setTyped(words);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the pause anew
  useEffect(() => {
    if (typed === words) return;
    const timer = setTimeout(() => {
      setSeen(typed);
      onWords(typed);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label className="pill min-w-0 flex-1 cursor-text">
      <Search aria-hidden="true" size={14} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
      <input
        type="search"
        aria-label={label}
        placeholder={hint}
        value={typed}
        maxLength={400}
        onChange={({ target }) => setTyped(target.value)}
        className="h-full min-w-0 flex-1 bg-transparent text-ink outline-none placeholder:text-ink-faint [&::-webkit-search-cancel-button]:hidden"
      />
      {typed && (
        <IconButton name="Clear the words" small className="-mr-2" onClick={() => setTyped("")}>
          <X size={12} strokeWidth={1.5} />
        </IconButton>
      )}
    </label>
  );
}

function OriginFilters({ search, counts, onChange }: Props) {
  const { data: canvases } = useQuery({ queryKey: ["canvases", "titles"], queryFn: () => listCanvases() });
  const titles = new Map(canvases?.map(({ id, title }) => [id, title]));
  const models = (counts?.models ?? []).map(({ id, name }) => ({ value: id as string | null, label: name }));
  const places = (counts?.canvases ?? []).map(({ id }) => ({
    value: id as string | null,
    label: titles.get(id) ?? "A deleted canvas",
  }));
  return (
    <>
      {(models.length > 0 || search.model) && (
        <Select
          label="Model"
          value={search.model}
          choices={[{ value: null, label: "Any model" }, ...withPicked(models, search.model)]}
          onPick={(model) => onChange({ model })}
        />
      )}
      {(places.length > 0 || search.canvas) && (
        <Select
          label="Canvas"
          value={search.canvas}
          choices={[{ value: null, label: "Any canvas" }, ...withPicked(places, search.canvas)]}
          onPick={(canvas) => onChange({ canvas })}
          className="max-w-48"
        />
      )}
    </>
  );
}

interface Choice {
  value: string | null;
  label: string;
}

/** What an address picked stays picked, also when nothing of it is left. */
export function withPicked(choices: readonly Choice[], picked: string | null): readonly Choice[] {
  const there = picked === null || choices.some(({ value }) => value === picked);
  return there ? choices : [...choices, { value: picked, label: picked }];
}
