// Why Generate is off, with the way to mend it where there is one: the settings, or another model.
import type { Panel } from "../api/types";
import { useDocument } from "../document/context";
import { mending } from "./mending";

const PRESSED = "rounded-[4px] font-medium text-accent-text hover:underline";

interface Props {
  nodeId: string;
  words: string | null;
  panel: Panel;
  /** The id of the model that the node names. */
  model: string;
}

export function Reason({ nodeId, words, panel, model }: Props) {
  const document = useDocument();
  const way = words && words === panel.reason?.message ? mending(panel.reason, model, panel.replacement) : null;
  if (!way) return words;
  return (
    <>
      {way.before}
      {way.href !== undefined && (
        <a href={way.href} className={PRESSED}>
          {way.words}
        </a>
      )}
      {way.model !== undefined && (
        <button type="button" className={PRESSED} onClick={() => document.setModel(nodeId, way.model ?? null)}>
          {way.words}
        </button>
      )}
    </>
  );
}
