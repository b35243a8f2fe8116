// What can be done where nobody knows whether the provider took a request: ask it, or run again at one's own risk.
import type { Generation } from "../api/types";
import { focusGenerate } from "../canvas/generate_focus";
import { useWorkspace } from "../canvas/workspace_context";
import { check, useChecked } from "../live/checking";
import { Button } from "../ui/Button";

export function UnknownOutcome({ generation }: { generation: Generation }) {
  const workspace = useWorkspace();
  const { asking } = useChecked(generation.id);
  /** In the panel, where the price is in sight. */
  const again = () => {
    workspace.select(generation.node);
    focusGenerate();
  };
  return (
    <div className="sticky -bottom-2.5 -mb-2.5 flex flex-wrap items-center gap-1.5 bg-inherit pt-1.5 pb-2.5">
      {generation.can_check && (
        <Button
          small
          className="nodrag"
          aria-busy={asking}
          aria-disabled={asking}
          onClick={() => void check(generation)}
        >
          {asking ? "Asking…" : "Check again"}
        </Button>
      )}
      <Button small look="quiet" className="nodrag" title="It may cost you at the provider twice" onClick={again}>
        Run again…
      </Button>
    </div>
  );
}
