// What a generation costs, typed: Enter and leaving keep it, Escape does not.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { classes } from "../ui/classes";

interface Props {
  label: string;
  value: string;
  wrong: boolean;
  onKeep: (credits: string) => void;
}

export function PriceField({ label, value, wrong, onKeep }: Props) {
  const [typed, setTyped] = useState(value);
  const kept = useRef(value);
  useEffect(() => setTyped(value), [value]);

  /** Enter keeps it, and leaving right after does not again. */
  function keep(): void {
    const next = typed.trim() || "0";
    if (next !== value && next !== kept.current) onKeep(next);
    kept.current = next;
  }

  function keys(event: KeyboardEvent): void {
    if (event.key === "Enter") keep();
    if (event.key === "Escape") setTyped(value);
  }

  return (
    <label className={classes("pill cursor-text", wrong && "shadow-[inset_0_0_0_1px_var(--fail)]")}>
      <input
        aria-label={label}
        aria-invalid={wrong}
        inputMode="decimal"
        value={typed}
        maxLength={12}
        onChange={(event) => {
          kept.current = value;
          setTyped(event.target.value);
        }}
        onBlur={keep}
        onKeyDown={keys}
        className="tabular w-10 bg-transparent text-right text-ink outline-none"
      />
      <span className="text-ink-faint">credits</span>
    </label>
  );
}
