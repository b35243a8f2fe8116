// The sheet under a selected node: what will be sent, with what, for how much.
import { useSaveState } from "../document/context";
import { PanelFailed } from "./PanelFailed";
import { PanelSkeleton } from "./PanelSkeleton";
import { PanelSheet } from "./panel_sheet_later";
import { usePanel } from "./use_panel";

export function Panel({ nodeId }: { nodeId: string }) {
  return (
    <section
      key={nodeId}
      aria-label="Generation panel"
      className="w-[min(35rem,calc(100vw-1.5rem))] cursor-auto select-text text-left text-ink text-ui"
    >
      <PanelContent nodeId={nodeId} />
    </section>
  );
}

function PanelContent({ nodeId }: { nodeId: string }) {
  const { panel, behind, error, refresh, replace, catchUp } = usePanel(nodeId);
  const offline = useSaveState() === "offline"; // which the panel itself says
  if (panel) {
    return (
      <>
        <PanelSheet {...{ nodeId, panel, behind, catchUp }} onReplaced={replace} />
        {error && !offline && (
          <PanelFailed message={`${error.message} What is shown here may be old.`} onRetry={refresh} />
        )}
      </>
    );
  }
  if (error) return <PanelFailed message={error.message} onRetry={refresh} />;
  return <PanelSkeleton />;
}
