// Pressing Generate: exactly what was shown is ordered, once, or nothing is.
import { useRef, useState } from "react";
import { ApiError, type Order, startGeneration } from "../api/client";
import { messageOf } from "../api/errors";
import { newKey } from "../api/key";
import { untilAnswered } from "../api/patience";
import type { Generation, Panel } from "../api/types";
import { useDocument } from "../document/context";
import { receive, useLive } from "../live/store";
import { whatChanged } from "./changed";

const SAVING_PATIENCE = 8_000;
const NOT_SAVED = "Your last edits are not saved yet, so nothing was started. Try again when the line is back.";
const JUST_CHANGED =
  "That was faster than the panel. Nothing was started: what would be sent is shown now. Press again.";
const NO_ANSWER = "The server did not answer. Press Generate again to find out: it will not start twice.";

/** Rejects when the edits are still not acknowledged after a while: nobody should pay for a press long forgotten. */
async function savedSoon(saved: Promise<void>): Promise<void> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new ApiError("not_saved", NOT_SAVED, 0)), SAVING_PATIENCE),
  );
  await Promise.race([saved, late]);
}

function newPanel(error: unknown): Panel | null {
  const panel = error instanceof ApiError && error.status === 409 ? error.details.panel : undefined;
  return panel ? (panel as unknown as Panel) : null;
}

/** An unanswered order keeps its key, so that pressing again for the same thing can never start a second one. */
function orderFor({ price, hash }: Shown, unanswered: Order | null): Order {
  return unanswered?.price === price && unanswered.hash === hash ? unanswered : { price, hash, key: newKey() };
}

/** What was said about one request; it is taken back once another would be sent. */
interface Said {
  words: string;
  hash: string | null;
}

type Shown = Pick<Order, "price" | "hash">;

/** What the panel offers to run, or null while there is nothing. */
function offered({ can_generate, price, hash }: Panel): Shown | null {
  return can_generate && price !== null && hash !== null ? { price, hash } : null;
}

function show(generation: Generation): void {
  useLive.setState((state) => receive(state, { type: "generation", generation }));
}

export function useGenerate(node: string, panel: Panel | undefined, replace: (panel: Panel) => void) {
  const document = useDocument();
  const [sending, setSending] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const unanswered = useRef<Order | null>(null);

  function explain(error: unknown, shown: Panel): void {
    const now = newPanel(error);
    const lost = error instanceof ApiError && error.isNetwork && error.code !== "not_saved";
    if (!lost) unanswered.current = null;
    if (now) replace(now);
    const words = now ? whatChanged(shown, now) : lost ? NO_ANSWER : messageOf(error);
    setSaid({ words, hash: (now ?? shown).hash });
  }

  async function press(): Promise<void> {
    const shown = panel && offered(panel);
    if (!shown || sending) return;
    const order = orderFor(shown, unanswered.current);
    setSending(true);
    setSaid(null);
    try {
      await savedSoon(document.saved());
      unanswered.current = order;
      show(await untilAnswered(() => startGeneration(document.id, node, order)));
      unanswered.current = null;
    } catch (error) {
      explain(error, panel);
    }
    setSending(false);
  }

  /** Pressed in the moment after an edit: nothing runs that was not shown. It is shown now, and may be pressed. */
  async function lookAgain(catchUp: () => Promise<Panel | undefined>): Promise<void> {
    const now = await catchUp();
    if (now?.can_generate) setSaid({ words: JUST_CHANGED, hash: now.hash });
  }

  const notice = said && said.hash === panel?.hash ? said.words : null;
  return { press, lookAgain, sending, notice };
}
