// Starting a run: exactly what the plan showed, once, or nothing.
import { useRef, useState } from "react";
import { ApiError, startRun } from "../api/client";
import { messageOf } from "../api/errors";
import { newKey } from "../api/key";
import { untilAnswered } from "../api/patience";
import type { Agreement, Plan } from "../api/types";
import { useDocument } from "../document/context";
import { receive, useLive } from "../live/store";

const CHANGED = "Something changed while you pressed. Nothing was started. This is the plan now.";

export function useStart(replace: (plan: Plan) => void, onStarted: () => void) {
  const document = useDocument();
  const [sending, setSending] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  /** The press that nobody has answered yet: whoever presses again for the same plan repeats it. */
  const unanswered = useRef<Agreement | null>(null);

  async function start({ scope, price, hash }: Plan): Promise<void> {
    const before = unanswered.current;
    const agreement =
      before?.hash === hash && before.price === price ? before : { ...scope, price, hash, key: newKey() };
    unanswered.current = agreement;
    setSending(true);
    setNotice(null);
    try {
      await document.saved();
      const run = await untilAnswered(() => startRun(document.id, agreement));
      useLive.setState((state) => receive(state, { type: "run", run }));
      onStarted();
    } catch (error) {
      const now = planIn(error);
      if (now) replace(now);
      if (!(error instanceof ApiError && error.isNetwork)) unanswered.current = null;
      setNotice(now ? CHANGED : messageOf(error));
    }
    setSending(false);
  }

  return { start, sending, notice };
}

function planIn(error: unknown): Plan | null {
  const plan = error instanceof ApiError && error.status === 409 ? error.details.plan : undefined;
  return plan ? (plan as unknown as Plan) : null;
}
