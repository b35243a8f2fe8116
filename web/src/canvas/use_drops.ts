// Files dropped on the canvas become nodes where they were dropped.
import { type RefObject, useEffect } from "react";
import { addFiles } from "./uploads";
import type { Workspace } from "./workspace";

export function useDrops(root: RefObject<HTMLElement | null>, workspace: Workspace): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    };
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      addFiles(workspace, files, workspace.viewport.under({ x: event.clientX, y: event.clientY }));
    };
    element.addEventListener("dragover", over);
    element.addEventListener("drop", drop);
    return () => {
      element.removeEventListener("dragover", over);
      element.removeEventListener("drop", drop);
    };
  }, [root, workspace]);
}
