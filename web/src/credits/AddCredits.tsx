// Adds credits to this account; pressing twice, or again after no answer came, adds them once.
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import { addCredits } from "../api/client";
import { messageOf } from "../api/errors";
import { newKey } from "../api/key";
import { untilAnswered } from "../api/patience";
import { useLive } from "../live/store";
import { Button } from "../ui/Button";
import { toast } from "../ui/Toasts";

export function AddCredits() {
  const queries = useQueryClient();
  const [amount, setAmount] = useState("500");
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef(newKey());
  const reason = useId();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setProblem(null);
    try {
      const now = await untilAnswered(() => addCredits(amount.trim(), key.current));
      key.current = newKey();
      useLive.setState(now);
      void queries.invalidateQueries({ queryKey: ["entries"] });
      toast({ text: `${amount.trim()} credits added.` });
    } catch (error) {
      setProblem(messageOf(error));
    }
    setSending(false);
  }

  /** Another amount is another wish. */
  function change(next: string): void {
    setAmount(next);
    setProblem(null);
    key.current = newKey();
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="relative pb-1">
      <div className="flex items-center gap-2">
        <label className="flex h-8 items-center gap-2 rounded-control bg-card px-3 hairline focus-within:outline-2 focus-within:outline-ring">
          <span className="text-ink-faint text-label">Amount</span>
          <input
            inputMode="decimal"
            value={amount}
            aria-invalid={problem !== null}
            aria-describedby={problem ? reason : undefined}
            onChange={(event) => change(event.target.value)}
            className="tabular w-16 bg-transparent text-right text-ink text-ui outline-none"
          />
        </label>
        <Button type="submit" look="primary" aria-busy={sending}>
          Add credits
        </Button>
      </div>
      <p
        id={reason}
        role="alert"
        className="absolute top-full left-0 w-max max-w-80 text-fail text-label sm:right-0 sm:left-auto sm:text-right"
      >
        {problem}
      </p>
    </form>
  );
}
