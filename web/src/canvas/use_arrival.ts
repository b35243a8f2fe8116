// Coming with a reason: goes to the node, or places the asset, that the address names, and takes it out of the address.
import { useEffect } from "react";
import { useSynced } from "../document/context";
import { toast } from "../ui/Toasts";
import { arrivalIn } from "./arrival";
import { focusGenerate } from "./generate_focus";
import { placeAsset } from "./placing_assets";
import type { Workspace } from "./workspace";

export function useArrival(workspace: Workspace): void {
  const synced = useSynced();
  useEffect(() => {
    const { node, panel, asset } = arrivalIn(location.search);
    if (!synced || (node === null && asset === null)) return;
    history.replaceState(null, "", location.pathname);
    // The view has its size only once the canvas has been drawn.
    requestAnimationFrame(() => {
      if (node !== null) goTo(workspace, node, panel);
      if (asset !== null) void placeAsset(workspace, asset);
    });
  }, [synced, workspace]);
}

function goTo(workspace: Workspace, node: string, panel: boolean): void {
  if (workspace.document.card(node)) {
    workspace.goTo(node);
    if (panel) focusGenerate();
  } else toast({ text: "The node it was made in was deleted from this canvas." });
}
