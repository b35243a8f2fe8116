// The whole panel of one node, once the server has said what it holds.
import { useRef, useState } from "react";
import type { Panel } from "../api/types";
import { useDocument, useNode } from "../document/context";
import type { PromptHandle } from "../prompt/Prompt";
import { PromptField } from "../prompt/PromptField";
import { FullPrompt } from "./FullPrompt";
import { promptHint } from "./hints";
import { ModeTabs } from "./ModeTabs";
import { Note } from "./Note";
import { OutdatedNote } from "./OutdatedNote";
import { PanelFoot } from "./PanelFoot";
import { keepsModel } from "./picked_model";
import { ReferenceStrip } from "./ReferenceStrip";
import { Settings } from "./Settings";
import { useGenerate } from "./use_generate";

interface Props {
  nodeId: string;
  panel: Panel;
  /** Whether an edit is newer than this panel. */
  behind: boolean;
  catchUp: () => Promise<Panel | undefined>;
  onReplaced: (panel: Panel, shown: Panel) => void;
}

/** The first reason why a setting of this model, as typed, cannot be taken. */
function problemOf(problems: Record<string, string | null>, model: string | null): string | null {
  const own = Object.entries(problems).find(([key, found]) => found !== null && key.startsWith(`${model} `));
  return own?.[1] ?? null;
}

export function PanelSheet({ nodeId, panel, behind, catchUp, onReplaced }: Props) {
  const document = useDocument();
  const node = useNode(nodeId);
  const prompt = useRef<Pick<PromptHandle, "insert">>(null);
  const [problems, setProblems] = useState<Record<string, string | null>>({});
  const { press, lookAgain, sending, notice } = useGenerate(nodeId, panel, onReplaced);
  const problem = problemOf(problems, panel.request.model);
  const point = (reference: string) => prompt.current?.insert(reference);
  const pressed = () => {
    if (problem !== null) return;
    void (behind ? lookAgain(catchUp) : press());
  };

  return (
    <ModeTabs
      modes={panel.modes}
      value={node?.mode ?? panel.request.mode}
      follows={node?.mode == null}
      onPick={(mode) => document.setMode(nodeId, mode, { keepModel: keepsModel(panel, mode) })}
      onFollow={() => document.setMode(nodeId, null)}
    >
      <ReferenceStrip nodeId={nodeId} panel={panel} onPoint={point} />
      <PromptField
        ref={prompt}
        nodeId={nodeId}
        panel={panel}
        hint={promptHint(node?.kind ?? "image", panel)}
        onSubmit={pressed}
      />
      <FullPrompt panel={panel} />
      <Settings
        nodeId={nodeId}
        panel={panel}
        onProblem={(key, found) => setProblems((before) => ({ ...before, [key]: found }))}
      />
      <Note text={panel.note} />
      <OutdatedNote why={panel.outdated} />
      <PanelFoot {...{ nodeId, panel, behind, problem, notice, sending }} onPress={pressed} />
    </ModeTabs>
  );
}
