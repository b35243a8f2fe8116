// Small cards to start from: each only writes the beginning of a prompt.
import { useWorkspace } from "../canvas/workspace_context";
import type { CanvasNode } from "../document/schema";
import { PRESETS } from "./presets";

export function Presets({ node }: { node: CanvasNode }) {
  const workspace = useWorkspace();
  const start = (prompt: string) => {
    workspace.document.setText(node.id, "prompt", prompt);
    workspace.select(node.id);
    requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-panel] [role=textbox]")?.focus());
  };
  return (
    <div className="flex flex-wrap gap-1.5">
      {PRESETS[node.kind].map(({ name, prompt }) => (
        <button
          key={name}
          type="button"
          onClick={() => start(prompt)}
          className="hairline rounded-control bg-field px-2.5 py-1.5 text-ink-soft text-label transition-colors hover:bg-hover hover:text-ink"
        >
          {name}
        </button>
      ))}
    </div>
  );
}
