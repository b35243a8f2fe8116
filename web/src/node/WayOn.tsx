// What to press after a failure: the settings for a key, the prompt for words, Generate for another try.
import type { Generation } from "../api/types";
import { focusGenerate, pressGenerate } from "../canvas/generate_focus";
import { focusPrompt } from "../canvas/prompt_focus";
import type { Workspace } from "../canvas/workspace";
import { useWorkspace } from "../canvas/workspace_context";
import { settingsOf } from "../panel/mending";
import { Button } from "../ui/Button";
import { UnknownOutcome } from "./UnknownOutcome";

/** A second try with the same words would end the same. */
const WORDS_AT_FAULT = ["content_policy", "invalid_input"];

function editPrompt(workspace: Workspace, node: string): void {
  workspace.select(node);
  focusPrompt();
}

/** With its panel open the price is in sight, and it runs; otherwise the panel opens, with Generate to press. */
function tryAgain(workspace: Workspace, node: string): void {
  if (workspace.only === node && pressGenerate()) return;
  workspace.select(node);
  focusGenerate();
}

export function WayOn({ generation }: { generation: Generation }) {
  const { error, model, node, state } = generation;
  const workspace = useWorkspace();
  const code = error?.code ?? "";
  if (code === "auth") {
    return (
      <a href={settingsOf(model)} className="nodrag font-medium text-accent-text text-label hover:underline">
        Settings
      </a>
    );
  }
  if (state === "unknown") return <UnknownOutcome generation={generation} />;
  const words = WORDS_AT_FAULT.includes(code);
  return (
    <Button
      small
      className="nodrag mt-1.5"
      onClick={() => (words ? editPrompt(workspace, node) : tryAgain(workspace, node))}
    >
      {words ? "Edit the prompt" : "Try again"}
    </Button>
  );
}
