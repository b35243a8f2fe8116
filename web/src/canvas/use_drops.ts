// Files, assets and text dropped on the canvas become nodes where they were dropped.
import { type RefObject, useEffect } from "react";
import { carriedAsset, carriesAsset } from "../assets/dragged_asset";
import { placeAsset } from "./placing_assets";
import { placeText } from "./placing_text";
import { isTyping } from "./targets";
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
      const { types = [] } = dataTransfer ?? {};
      if (!types.includes("Files") && !types.includes("text/plain") && !carriesAsset(dataTransfer)) return;
      if (isTyping(event.target)) return;
      event.preventDefault();
      if (dataTransfer) dataTransfer.dropEffect = "copy";
    };
    const drop = (event: DragEvent) => {
      if (elsewhere(event)) return;
      if (isTyping(event.target)) return;
      const at = workspace.viewport.under({ x: event.clientX, y: event.clientY });
      const asset = carriedAsset(event.dataTransfer);
      const files = [...(event.dataTransfer?.files ?? [])];
      const text = event.dataTransfer?.getData("text/plain").trim() ?? "";
      if (asset === null && files.length === 0 && text === "") return;
      event.preventDefault();
      if (asset !== null) void placeAsset(workspace, asset, at);
      else if (files.length > 0) addFiles(workspace, files, at);
      else placeText(workspace, text, at);
    };
    element.addEventListener("dragover", over);
    element.addEventListener("drop", drop);
    return () => {
      element.removeEventListener("dragover", over);
      element.removeEventListener("drop", drop);
    };
  }, [root, workspace]);
}
