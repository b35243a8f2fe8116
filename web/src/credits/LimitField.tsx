// One spending limit: what it limits, what is spent under it, and the amount, which can be changed or taken away.
import { X } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../ui/Button";
import { IconButton } from "../ui/IconButton";

interface Props {
  name: string;
  /** What is spent under it. */
  words: string;
  /** In credits; null: no limit. */
  amount: string | null;
  /** Gives what went wrong in words, or null. */
  onSet: (amount: string | null) => Promise<string | null>;
}

export function LimitField({ name, words, amount, onSet }: Props) {
  const [typed, setTyped] = useState(amount ?? "");
  const [seen, setSeen] = useState(amount);
  const [problem, setProblem] = useState<string | null>(null);
  const reason = useId();
  if (amount !== seen) {
    setSeen(amount);
    setTyped(amount ?? "");
  }
  const changed = typed.trim() !== (amount ?? "");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (changed) setProblem(await onSet(typed.trim() === "" ? null : typed.trim()));
  };
  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line px-4 py-2.5 not-first:border-t"
    >
      <div className="min-w-40 flex-1">
        <p className="truncate text-ink text-ui">{name}</p>
        <p className="tabular text-ink-faint text-label">{words}</p>
      </div>
      <div className="flex items-center gap-1.5">
        {changed && (
          <Button small type="submit" look="primary">
            Set
          </Button>
        )}
        <input
          inputMode="decimal"
          aria-label={`Limit: ${name}, in credits`}
          aria-invalid={problem !== null}
          aria-describedby={problem ? reason : undefined}
          placeholder="No limit"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setProblem(null);
          }}
          className="tabular h-8 w-24 rounded-control bg-field px-3 text-right text-ink text-ui outline-none hairline placeholder:text-ink-faint focus-visible:outline-2 focus-visible:outline-ring"
        />
        <IconButton
          name={`No limit: ${name}`}
          small
          className={amount === null ? "invisible" : ""}
          onClick={() => void onSet(null).then(setProblem)}
        >
          <X size={14} strokeWidth={1.5} />
        </IconButton>
      </div>
      {problem && (
        <p id={reason} role="alert" className="basis-full text-right text-fail text-label">
          {problem}
        </p>
      )}
    </form>
  );
}
