// What can be done with a generation: go to its node, stop it, ask after it, or run it again from its panel.
import { LocateFixed, RotateCcw, SearchCheck, X } from "lucide-react";
import { navigate } from "../address";
import type { Generation } from "../api/types";
import { nodeOn, panelOn } from "../canvas/arrival";
import { cancel, useCancelling } from "../live/cancelling";
import { check, useChecked } from "../live/checking";
import { isActive } from "../live/store";
import { Button } from "../ui/Button";

interface Props {
  generation: Generation;
  onOpen: (generation: string) => void;
}

export function StoryActions({ generation, onOpen }: Props) {
  const { canvas, node, continues, continued_by: continued } = generation;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => navigate(nodeOn(canvas, node))}>
          <LocateFixed aria-hidden="true" size={16} strokeWidth={1.5} />
          Go there
        </Button>
        {isActive(generation) ? <Stop generation={generation} /> : <Again generation={generation} />}
        {generation.can_check && <Check generation={generation} onOpen={onOpen} />}
      </div>
      <Answer generation={generation} />
      {continued && (
        <Other words="The provider had its result." name="See what came of it" id={continued} onOpen={onOpen} />
      )}
      {continues && (
        <Other words="Fetches what was asked for before." name="See that request" id={continues} onOpen={onOpen} />
      )}
    </div>
  );
}

function Stop({ generation }: { generation: Generation }) {
  const cancelling = useCancelling(generation);
  return (
    <Button aria-disabled={cancelling} onClick={() => cancelling || void cancel(generation)}>
      <X aria-hidden="true" size={16} strokeWidth={1.5} />
      {cancelling ? "Cancelling…" : "Cancel"}
    </Button>
  );
}

/** In the node's panel, where what would be sent now and its price are in sight. */
function Again({ generation: { canvas, node, state, continued_by: continued } }: { generation: Generation }) {
  const twice = state === "unknown" && !continued;
  return (
    <Button
      title={twice ? "It may cost you at the provider twice" : "Opens the node's panel with what would be sent now"}
      onClick={() => navigate(panelOn(canvas, node))}
    >
      <RotateCcw aria-hidden="true" size={16} strokeWidth={1.5} />
      Run again…
    </Button>
  );
}

function Check({ generation, onOpen }: Props) {
  const { asking } = useChecked(generation.id);
  const ask = async () => {
    const found = await check(generation);
    if (found && found.id !== generation.id) onOpen(found.id);
  };
  return (
    <Button look="primary" aria-busy={asking} aria-disabled={asking} onClick={() => void ask()}>
      <SearchCheck aria-hidden="true" size={16} strokeWidth={1.5} />
      {asking ? "Asking…" : "Check again"}
    </Button>
  );
}

function Answer({ generation: { id, state, continued_by: continued } }: { generation: Generation }) {
  const { answer } = useChecked(id);
  const twice = state === "unknown" && !continued;
  return (
    <>
      {answer && (
        <p role="status" className="text-ink text-ui">
          {answer}
        </p>
      )}
      {twice && <p className="text-ink-soft text-label">Running it again may cost you at the provider twice.</p>}
    </>
  );
}

function Other({ words, name, id, onOpen }: { words: string; name: string; id: string; onOpen: (id: string) => void }) {
  return (
    <p className="text-ink-soft text-ui">
      {words}{" "}
      <button type="button" className="font-medium text-accent-text hover:underline" onClick={() => onOpen(id)}>
        {name}
      </button>
    </p>
  );
}
