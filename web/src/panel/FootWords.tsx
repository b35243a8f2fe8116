// The words beside Generate: why it is off, how the generation stands, or how long one usually takes.
import type { Generation, Panel } from "../api/types";
import { about } from "../node/running";
import { classes } from "../ui/classes";
import { Reason } from "./Reason";
import { RunningWords } from "./RunningWords";

/** On a phone they have a row of their own. */
const PLACE =
  "ml-auto grow text-right text-ink-faint text-label max-sm:not-empty:order-first max-sm:not-empty:basis-full";
/** Whether the model is neural or procedural stays readable beside them: they take a second line. */
const SENTENCE = "min-w-0 basis-0 text-balance not-empty:min-w-[22%]";

interface Props {
  id: string;
  nodeId: string;
  panel: Panel;
  /** The id of the model that the node names. */
  model: string;
  /** Why Generate is off; null where it is not. */
  why: string | null;
  /** While it runs. */
  running: Generation | null;
}

export function FootWords({ id, nodeId, panel, model, why, running }: Props) {
  const usual = panel.typical_seconds ?? null;
  return (
    <div className={classes(PLACE, running ? "shrink-0" : SENTENCE)}>
      {running && <RunningWords generation={running} />}
      {!running && why === null && usual !== null && `Usually about ${about(usual)}`}
      <p id={id} aria-live="polite" className={running ? "sr-only" : "empty:hidden"}>
        {why !== null && <Reason words={why} {...{ nodeId, panel, model }} />}
      </p>
    </div>
  );
}
