// The bottom of the panel: the model at the left, Generate at the right, and the words that go with it.
import { useId } from "react";
import type { Panel } from "../api/types";
import { useDocument, useNode, useSaveState } from "../document/context";
import { isActive, useGeneration } from "../live/store";
import { CancelButton } from "./CancelButton";
import { GenerateButton } from "./GenerateButton";
import { ModelPicker } from "./ModelPicker";

interface Props {
  nodeId: string;
  panel: Panel;
  /** Whether an edit is newer than this panel. */
  behind: boolean;
  /** Why a setting as typed cannot be taken, or null. */
  problem: string | null;
  notice: string | null;
  sending: boolean;
  onPress: () => void;
}

function whyOff(offline: boolean, running: boolean, reason: string | null): string | null {
  if (offline) return "Offline. You can generate again when the line is back";
  return running ? "This node is generating" : reason;
}

export function PanelFoot({ nodeId, panel, behind, problem, notice, sending, onPress }: Props) {
  const document = useDocument();
  const picked = useNode(nodeId)?.model ?? panel.request.model ?? "";
  const generation = useGeneration(nodeId);
  const running = isActive(generation);
  const reasonId = useId();
  const offline = useSaveState() === "offline";
  const off = !panel.can_generate || problem !== null || running || offline;
  return (
    <div className="border-line border-t px-3 py-2">
      <div className="flex items-center gap-2 max-sm:flex-wrap">
        <ModelPicker models={panel.models} value={picked} onPick={(model) => document.setModel(nodeId, model)} />
        <p
          id={reasonId}
          aria-live="polite"
          // Whether the model is neural or procedural stays readable beside it: the words take a second line, on a phone a row.
          className="ml-auto min-w-0 grow basis-0 text-balance text-right text-ink-faint text-label not-empty:min-w-[22%] max-sm:not-empty:order-first max-sm:not-empty:basis-full"
        >
          {off ? whyOff(offline, running, problem ?? panel.reason?.message ?? null) : null}
        </p>
        <div className="ml-auto flex items-center gap-2">
          {running && generation && <CancelButton key={generation.id} generation={generation.id} />}
          <GenerateButton price={panel.price} {...{ off, behind, sending, reasonId, onPress }} />
        </div>
      </div>
      <p role="alert" className="text-right text-label text-warn not-empty:pt-1.5 not-empty:pb-0.5">
        {notice}
      </p>
    </div>
  );
}
