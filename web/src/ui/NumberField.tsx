// A number that is typed or stepped. A wrong one stays as typed, says why, and is not taken.
import { useEffect, useId, useState } from "react";
import { classes } from "./classes";
import { type NumberRule, numberProblem, stepped } from "./number_rule";

interface Props {
  label: string;
  /** The label stands in the field too, before the number. */
  inside?: boolean;
  value: number;
  rule: NumberRule;
  unit?: string | undefined;
  onChange: (value: number) => void;
  /** Why what is typed now is not taken, or null; whoever asks for it shows it. */
  onProblem?: (problem: string | null) => void;
}

export function NumberField({ label, inside = false, value, rule, unit, onChange, onProblem }: Props) {
  const [typed, setTyped] = useState(String(value));
  const [left, setLeft] = useState(false);
  const reason = useId();
  const problem = numberProblem(typed, rule);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new value, from wherever, takes the typed one's place
  useEffect(() => {
    setTyped(String(value));
    onProblem?.(null);
  }, [value]);

  function take(words: string): void {
    const found = numberProblem(words, rule);
    setTyped(words);
    setLeft(false);
    onProblem?.(found);
    if (!found && Number(words) !== value) onChange(Number(words));
  }

  function step(direction: 1 | -1): void {
    take(String(stepped(value, direction, rule)));
  }

  return (
    <div>
      <label className={classes("pill cursor-text", problem && left && "shadow-[inset_0_0_0_1px_var(--fail)]")}>
        {inside && <span className="text-ink-faint">{label}</span>}
        <input
          role="spinbutton"
          aria-label={label}
          aria-valuenow={value}
          aria-valuemin={rule.minimum}
          aria-valuemax={rule.maximum}
          aria-invalid={problem !== null}
          aria-describedby={problem ? reason : undefined}
          inputMode="decimal"
          value={typed}
          className="tabular field-sizing-content min-w-[1ch] bg-transparent text-ink outline-none"
          onChange={(event) => take(event.target.value)}
          onBlur={() => setLeft(true)}
          onKeyDown={(event) => {
            if (event.key === "Enter") setLeft(true);
            if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
            event.preventDefault();
            step(event.key === "ArrowUp" ? 1 : -1);
          }}
        />
        {unit && <span className="text-ink-faint">{unit}</span>}
      </label>
      {problem && left && (
        <p id={reason} role="alert" className="sr-only">
          {problem}
        </p>
      )}
    </div>
  );
}
