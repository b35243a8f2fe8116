// The sheet under a selected node: what will be sent, with what, for how much.
import { PanelFailed } from "./PanelFailed";
import { PanelSheet } from "./PanelSheet";
import { PanelSkeleton } from "./PanelSkeleton";
import { usePanel } from "./use_panel";

export function Panel({ nodeId }: { nodeId: string }) {
  return (
    <section
      key={nodeId}
      aria-label="Generation panel"
      className="w-[min(35rem,calc(100vw-1.5rem))] cursor-auto select-text rounded-card bg-sheet text-left text-ink text-ui shadow-float"
    >
      <PanelContent nodeId={nodeId} />
    </section>
  );
}

function PanelContent({ nodeId }: { nodeId: string }) {
  const { panel, behind, error, refresh, replace, catchUp } = usePanel(nodeId);
  if (panel) return <PanelSheet {...{ nodeId, panel, behind, catchUp }} onReplaced={replace} />;
  if (error) return <PanelFailed message={error.message} onRetry={() => void refresh()} />;
  return <PanelSkeleton />;
}
