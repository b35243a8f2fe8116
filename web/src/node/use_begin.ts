// Beginning an empty node with a preset: one edit, undone as one, with the part to replace selected in its prompt.
import { useQueryClient } from "@tanstack/react-query";
import { create } from "zustand";
import type { Json, Panel, Preset } from "../api/types";
import { say } from "../canvas/announcements";
import { selectInPrompt } from "../canvas/prompt_focus";
import type { Workspace } from "../canvas/workspace";
import { useWorkspace } from "../canvas/workspace_context";
import type { Beginning, CanvasDocument } from "../document/canvas_document";
import { keepsModel } from "../panel/picked_model";
import { panelKey } from "../panel/takes_wanted";

export interface Begun {
  preset: Preset;
  /** The edit that began it. */
  step: CanvasDocument["undo"]["undoStack"][number] | undefined;
}

const useAllBegun = create<Readonly<Record<string, Begun>>>(() => ({}));

/** What a node was begun with in this tab. */
export function useBegun(node: string): Begun | undefined {
  return useAllBegun((all) => all[node]);
}

export function beginning({ prompt, mode = null, settings }: Preset, panel: Panel | undefined): Beginning {
  return {
    prompt: prompt.before + prompt.own + prompt.after,
    mode,
    settings: settings as Record<string, Json>,
    keepModel: mode === null || panel === undefined || keepsModel(panel, mode),
  };
}

export function begin(workspace: Workspace, node: string, preset: Preset, panel: Panel | undefined): void {
  const { document } = workspace;
  document.begin(node, beginning(preset, panel));
  useAllBegun.setState({ [node]: { preset, step: document.undo.undoStack.at(-1) } });
  workspace.select(node);
  void selectInPrompt(preset.prompt);
  say(`${preset.name}. ${preset.teaches} Type your own words over the example.`);
}

export function useBegin(node: string): (preset: Preset) => void {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  return (preset) => {
    const seen = queries.getQueryData<{ panel: Panel }>(panelKey(workspace.document.id, node));
    begin(workspace, node, preset, seen?.panel);
  };
}
