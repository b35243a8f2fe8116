// The bottom of the panel: the model at the left, Generate at the right, and the words that go with it.
import { useId } from "react";
import type { Panel } from "../api/types";
import { useDocument, useNode, useSaveState } from "../document/context";
import { isActive, useGeneration } from "../live/store";
import { CancelButton } from "./CancelButton";
import { FootWords } from "./FootWords";
import { GenerateButton } from "./GenerateButton";
import { ModelPicker } from "./ModelPicker";
import { TakesChoice } from "./TakesChoice";
import { useTakesWanted } from "./takes_wanted";
import { useStarted } from "./use_started";

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
  const takes = useTakesWanted(nodeId);
  const running = generation && isActive(generation) ? generation : null;
  const reasonId = useId();
  const offline = useSaveState() === "offline";
  const off = !panel.can_generate || problem !== null || running !== null || offline;
  const why = off ? whyOff(offline, running !== null, problem ?? panel.reason?.message ?? null) : null;
  useStarted(nodeId, running?.id ?? null);
  return (
    <div className="sticky bottom-0 z-1 border-line border-t bg-sheet px-3 py-2">
      <div className="flex items-center gap-2 max-sm:flex-wrap">
        <ModelPicker
          models={panel.models}
          value={picked}
          name={panel.model_name}
          onPick={(model) => document.setModel(nodeId, model)}
        />
        <FootWords id={reasonId} {...{ nodeId, panel, why }} model={picked} running={running} />
        <div className="ml-auto flex items-center gap-2">
          {running && <CancelButton key={running.id} generation={running} />}
          {!running && <TakesChoice nodeId={nodeId} />}
          <GenerateButton price={panel.price} takes={takes} {...{ off, behind, sending, reasonId, onPress }} />
        </div>
      </div>
      {!off && panel.caution && <p className="pt-1.5 pb-0.5 text-right text-label text-warn">{panel.caution}</p>}
      <p role="alert" className="text-right text-label text-warn not-empty:pt-1.5 not-empty:pb-0.5">
        {notice}
      </p>
    </div>
  );
}
