// Small cards to start from: each only writes the beginning of a prompt.
import { useWorkspace } from "../canvas/workspace_context";
import type { CanvasNode } from "../document/schema";
import { PRESETS } from "./presets";

export function Presets({ node }: { node: CanvasNode }) {
  const workspace = useWorkspace();
  // They begin a prompt; one that is begun they leave alone.
  if (node.prompt.trim() !== "") return <div className="flex-1" />;
  const start = (prompt: string) => {
    workspace.document.setText(node.id, "prompt", prompt);
    workspace.select(node.id);
    requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-panel] [role=textbox]")?.focus());
  };
  return (
    <div className="card-presets grid min-h-0 flex-1 grid-cols-3 gap-2">
      {PRESETS[node.kind].map(({ name, prompt, Icon }) => (
        <button
          key={name}
          type="button"
          data-grab
          onClick={() => start(prompt)}
          className="group flex max-h-32 min-h-0 flex-col items-start justify-between rounded-control bg-field p-2.5 text-left text-ink-soft text-label transition-colors hover:bg-hover hover:text-ink"
        >
          <Icon size={16} strokeWidth={1.5} className="text-ink-faint transition-colors group-hover:text-kind" />
          {name}
        </button>
      ))}
    </div>
  );
}
