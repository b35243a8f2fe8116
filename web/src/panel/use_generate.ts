// Pressing Generate: exactly what was shown is ordered, once, or nothing is.
import { useRef, useState } from "react";
import { ApiError, startGeneration } from "../api/client";
import { messageOf } from "../api/errors";
import { untilAnswered } from "../api/patience";
import type { Generation, Panel } from "../api/types";
import { useDocument, useSaveState } from "../document/context";
import { receive, useLive } from "../live/store";
import { whatChanged } from "./changed";
import { answered, orderFor, type Shown, sent } from "./orders";
import { useTakesWanted } from "./takes_wanted";

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

/** What was said about one request; it is taken back once another would be sent. */
interface Said {
  words: string;
  hash: string | null;
}

/** What the panel offers to run, or null while there is nothing. */
function offered({ can_generate, price, hash }: Panel, takes: number): Shown | null {
  return can_generate && price !== null && hash !== null ? { price, hash, takes } : null;
}

function show(generation: Generation): void {
  useLive.setState((state) => receive(state, { type: "generation", generation }));
}

export function useGenerate(node: string, panel: Panel | undefined, replace: (panel: Panel, shown: Panel) => void) {
  const document = useDocument();
  const offline = useSaveState() === "offline"; // which the panel says
  const takes = useTakesWanted(node);
  const [sending, setSending] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  /** Known at once, unlike `sending`: a second press may come before anything is drawn again. */
  const busy = useRef(false);

  function explain(error: unknown, shown: Panel): void {
    const now = newPanel(error);
    const unsent = error instanceof ApiError && error.code === "not_saved";
    const lost = error instanceof ApiError && error.isNetwork && !unsent;
    if (!lost && !unsent) answered(document.id, node);
    if (now) replace(now, shown);
    const words = now ? whatChanged(shown, now) : lost ? NO_ANSWER : messageOf(error);
    setSaid({ words, hash: (now ?? shown).hash });
  }

  async function order(shown: Shown): Promise<void> {
    const order = orderFor(document.id, node, shown);
    await savedSoon(document.saved());
    sent(document.id, node, order);
    show(await untilAnswered(() => startGeneration(document.id, node, order)));
    answered(document.id, node);
  }

  async function press(seen = panel): Promise<void> {
    const shown = seen && offered(seen, takes);
    if (!shown || offline || busy.current) return;
    busy.current = true;
    setSending(true);
    setSaid(null);
    await order(shown).catch((error) => explain(error, seen));
    busy.current = false;
    setSending(false);
  }

  /** Pressed in the moment after an edit: only what was shown all the same runs. Else it is shown now, to be pressed. */
  async function lookAgain(catchUp: () => Promise<Panel | undefined>): Promise<void> {
    const now = await catchUp();
    if (!now?.can_generate) return;
    if (now.hash === panel?.hash && now.price === panel?.price) await press(now);
    else setSaid({ words: JUST_CHANGED, hash: now.hash });
  }

  const notice = said && said.hash === panel?.hash ? said.words : null;
  return { press, lookAgain, sending, notice };
}
