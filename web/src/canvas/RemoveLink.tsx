// On the middle of the selected connection: the way to remove it with the pointer.
import { ViewportPortal } from "@xyflow/react";
import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { pointOn } from "./geometry";
import { useSelection, useWorkspace } from "./workspace_context";

export function RemoveLink() {
  const workspace = useWorkspace();
  const { scene } = workspace;
  const key = useSelection((selection) => selection.connection);
  useSyncExternalStore(scene.subscribe, () => scene.version);
  const link = key === null ? undefined : scene.link(key);
  const curve = link && scene.curve(link);
  if (!curve) return null;
  const { x, y } = pointOn(curve, 0.5);
  return (
    <ViewportPortal>
      <button
        type="button"
        aria-label="Remove the connection"
        className="remove-link"
        style={{ left: x, top: y }}
        onClick={() => workspace.deleteSelected()}
      >
        <X aria-hidden="true" size={14} strokeWidth={2} />
      </button>
    </ViewportPortal>
  );
}
