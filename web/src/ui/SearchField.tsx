// The head of a list: what is typed here narrows it.
import { Search } from "lucide-react";

interface Props {
  label: string;
  onType: (words: string) => void;
}

export function SearchField({ label, onType }: Props) {
  return (
    <label className="flex shrink-0 items-center gap-2 border-line border-b px-3">
      <Search aria-hidden="true" size={14} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
      <input
        aria-label={label}
        placeholder={label}
        onChange={(event) => onType(event.target.value)}
        className="h-9 flex-1 bg-transparent text-ink text-ui outline-none placeholder:text-ink-faint"
      />
    </label>
  );
}
