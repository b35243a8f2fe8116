// Files that are brought straight into the assets, without a canvas.
import type { QueryClient } from "@tanstack/react-query";
import type { DragEvent } from "react";
import { uploadAsset } from "../api/client";
import { messageOf } from "../api/errors";
import { toast } from "../ui/Toasts";

/** One after the other; says how it went. */
export async function uploadFiles(files: readonly File[], queries: QueryClient): Promise<void> {
  let arrived = 0;
  for (const file of files) {
    try {
      if (files.length > 1 || file.size > 5e6) toast({ text: `Uploading “${file.name}”…` });
      await uploadAsset(file);
      arrived++;
      void queries.invalidateQueries({ queryKey: ["assets"] });
    } catch (error) {
      toast({ text: `“${file.name}” was not uploaded. ${messageOf(error)}`, failed: true });
    }
  }
  if (arrived > 0 && arrived === files.length)
    toast({ text: arrived === 1 ? "Uploaded." : `${arrived} files uploaded.` });
}

/** What makes an element take dropped files. */
export function takesFiles(onFiles: (files: File[]) => void) {
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      onFiles([...event.dataTransfer.files]);
    },
  };
}
