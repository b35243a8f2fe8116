// Files and assets dropped on the canvas become nodes where they were dropped.
import { type RefObject, useEffect } from "react";
import { carriedAsset, carriesAsset } from "../assets/dragged_asset";
import { placeAsset } from "./placing_assets";
import { addFiles } from "./uploads";
import type { Workspace } from "./workspace";

export function useDrops(root: RefObject<HTMLElement | null>, workspace: Workspace): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    /** What falls onto the assets beside the canvas is not meant for it. */
    const elsewhere = ({ target }: DragEvent) => target instanceof Element && target.closest("[data-drawer]") !== null;
    const over = (event: DragEvent) => {
      if (elsewhere(event)) return;
      const { dataTransfer } = event;
      if (!dataTransfer?.types.includes("Files") && !carriesAsset(dataTransfer)) return;
      event.preventDefault();
      if (dataTransfer) dataTransfer.dropEffect = "copy";
    };
    const drop = (event: DragEvent) => {
      if (elsewhere(event)) return;
      const at = workspace.viewport.under({ x: event.clientX, y: event.clientY });
      const asset = carriedAsset(event.dataTransfer);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (asset === null && files.length === 0) return;
      event.preventDefault();
      if (asset !== null) void placeAsset(workspace, asset, at);
      else addFiles(workspace, files, at);
    };
    element.addEventListener("dragover", over);
    element.addEventListener("drop", drop);
    return () => {
      element.removeEventListener("dragover", over);
      element.removeEventListener("drop", drop);
    };
  }, [root, workspace]);
}
