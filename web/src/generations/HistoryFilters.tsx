// What narrows the generations: how they stand, kind, words, model, canvas and date.

import type { HistoryCounts, Kind } from "../api/types";
import { WordsFilter, withPicked } from "../assets/AssetFilters";
import { DateFilter } from "../assets/DateFilter";
import { KIND_NAMES, KINDS } from "../document/schema";
import { Button } from "../ui/Button";
import { KindIcon } from "../ui/kinds";
import { Select } from "../ui/Select";
import { ALL, type GenerationSearch, narrows, STANDINGS, type Standing } from "./search";
import { titleOf, useTitles } from "./use_titles";

interface Props {
  search: GenerationSearch;
  counts: HistoryCounts | undefined;
  onChange: (part: Partial<GenerationSearch>, how?: { replace: boolean }) => void;
}

const STATES = [{ value: null as Standing | null, label: "Any state" }, ...STANDINGS];
const KIND_CHOICES = [
  { value: null as Kind | null, label: "Any kind" },
  ...KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind], icon: <KindIcon kind={kind} size={14} /> })),
];

export function HistoryFilters({ search, counts, onChange }: Props) {
  return (
    <>
      <div className="flex basis-full md:min-w-40 md:max-w-72 md:flex-1 md:basis-40">
        <WordsFilter
          words={search.words}
          label="Search generations"
          hint="Words of the prompt"
          onWords={(words) => onChange({ words }, { replace: true })}
        />
      </div>
      <Select label="State" value={search.standing} choices={STATES} onPick={(standing) => onChange({ standing })} />
      <Select label="Kind" value={search.kind} choices={KIND_CHOICES} onPick={(kind) => onChange({ kind })} />
      <Origins search={search} counts={counts} onChange={onChange} />
      <DateFilter from={search.from} to={search.to} onPick={onChange} />
      {narrows(search) && (
        <Button small look="quiet" onClick={() => onChange(ALL)}>
          Clear
        </Button>
      )}
    </>
  );
}

function Origins({ search, counts, onChange }: Props) {
  const titles = useTitles();
  const models = (counts?.models ?? []).map(({ id, name }) => ({ value: id as string | null, label: name }));
  const places = (counts?.canvases ?? []).map(({ id }) => ({
    value: id as string | null,
    label: titleOf(titles, id),
  }));
  return (
    <>
      <Select
        label="Model"
        value={search.model}
        choices={[{ value: null, label: "Any model" }, ...withPicked(models, search.model)]}
        onPick={(model) => onChange({ model })}
        className="max-w-48"
      />
      <Select
        label="Canvas"
        value={search.canvas}
        choices={[{ value: null, label: "Any canvas" }, ...withPicked(places, search.canvas)]}
        onPick={(canvas) => onChange({ canvas })}
        className="max-w-48"
      />
    </>
  );
}
