// Small cards to start from: each writes the beginning of a prompt, and picks the mode that it is meant for.
import { focusPrompt } from "../canvas/prompt_focus";
import { useWorkspace } from "../canvas/workspace_context";
import type { CanvasNode } from "../document/schema";
import { PRESETS, type Preset } from "./presets";

export function Presets({ node }: { node: CanvasNode }) {
  const workspace = useWorkspace();
  // They begin a prompt; one that is begun they leave alone.
  if (node.prompt.trim() !== "") return <div className="flex-1" />;
  const start = (preset: Omit<Preset, "Icon">) => {
    workspace.document.begin(node.id, preset);
    workspace.select(node.id);
    focusPrompt();
  };
  return (
    <div className="card-presets grid min-h-0 flex-1 grid-cols-3 gap-2">
      {PRESETS[node.kind].map(({ Icon, ...preset }) => (
        <button
          key={preset.name}
          type="button"
          data-grab
          onClick={() => start(preset)}
          className="group flex max-h-32 min-h-0 flex-col items-start justify-between rounded-control bg-field p-2.5 text-left text-ink-soft text-label transition-colors hover:bg-hover hover:text-ink"
        >
          <Icon size={16} strokeWidth={1.5} className="text-ink-faint transition-colors group-hover:text-kind" />
          {preset.name}
        </button>
      ))}
    </div>
  );
}
