// While a file is dragged over the page, the whole page takes it. Mount it where canvases are listed.
import { useEffect, useState } from "react";
import { importFiles } from "./imports";

export function ImportDrop() {
  const over = useFileDrop(importFiles);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-50 flex items-center justify-center rounded-card border-2 border-accent border-dashed bg-accent-wash backdrop-blur-[2px]">
      <p className="rounded-control bg-sheet px-4 py-2.5 font-medium text-ink text-prose shadow-float">
        Drop a canvas file to import it
      </p>
    </div>
  );
}

/** Whether files are being dragged over the window; `onDrop` gets those that are let go. */
function useFileDrop(onDrop: (files: File[]) => Promise<void>): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void onDrop(files);
    };
    window.addEventListener("dragover", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [onDrop]);
  return over;
}
