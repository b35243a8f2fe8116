// The whole panel of one node, once the server has said what it holds.
import { useMemo, useRef, useState } from "react";
import type { Panel } from "../api/types";
import { useDocument, useNode } from "../document/context";
import { mentionsOf } from "../prompt/mentions";
import { Prompt, type PromptHandle } from "../prompt/Prompt";
import { FullPrompt } from "./FullPrompt";
import { promptHint } from "./hints";
import { ModeTabs } from "./ModeTabs";
import { Note } from "./Note";
import { PanelFoot } from "./PanelFoot";
import { ReferenceStrip } from "./ReferenceStrip";
import { Settings } from "./Settings";
import { TextBlocks } from "./TextBlocks";
import { useGenerate } from "./use_generate";

interface Props {
  nodeId: string;
  panel: Panel;
  /** Whether an edit is newer than this panel. */
  behind: boolean;
  catchUp: () => Promise<Panel | undefined>;
  onReplaced: (panel: Panel) => void;
}

/** The first reason why a setting of this model, as typed, cannot be taken. */
function problemOf(problems: Record<string, string | null>, model: string | null): string | null {
  const own = Object.entries(problems).find(([key, found]) => found !== null && key.startsWith(`${model} `));
  return own?.[1] ?? null;
}

/** Whether the model that is shown would still be the one in another mode. */
function keepsModel(panel: Panel, mode: string): boolean {
  return panel.modes.find(({ id }) => id === mode)?.model === panel.request.model;
}

export function PanelSheet({ nodeId, panel, behind, catchUp, onReplaced }: Props) {
  const document = useDocument();
  const node = useNode(nodeId);
  const prompt = useRef<PromptHandle>(null);
  const [problems, setProblems] = useState<Record<string, string | null>>({});
  const { press, lookAgain, sending, notice } = useGenerate(nodeId, panel, onReplaced);
  const mentions = useMemo(() => mentionsOf(panel), [panel]);
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
      <TextBlocks nodeId={nodeId} texts={panel.texts} onPlace={point} />
      <div className="px-3 pt-1">
        <Prompt
          ref={prompt}
          nodeId={nodeId}
          mentions={mentions}
          hint={promptHint(node?.kind ?? "image", panel)}
          onSubmit={pressed}
        />
      </div>
      <FullPrompt panel={panel} />
      <Settings
        nodeId={nodeId}
        panel={panel}
        onProblem={(key, found) => setProblems((before) => ({ ...before, [key]: found }))}
      />
      <Note text={panel.note} />
      <PanelFoot {...{ nodeId, panel, behind, problem, notice, sending }} onPress={pressed} />
    </ModeTabs>
  );
}
