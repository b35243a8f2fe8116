// Where a workflow is dropped, or chosen.
import { Workflow } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { classes } from "../../ui/classes";

export function WorkflowDrop({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !busy) onFile(file);
  }

  return (
    <>
      <button
        type="button"
        aria-busy={busy}
        onClick={() => !busy && chooser.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classes(
          "flex w-full items-center gap-3 rounded-control border border-dashed px-3 py-2.5 text-left transition-colors hover:bg-hover",
          over ? "border-accent bg-accent-wash" : "border-line-strong",
        )}
      >
        <Workflow aria-hidden="true" size={20} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
        <span>
          <span className="block text-ink text-ui">{busy ? "Reading it…" : "Drop a workflow here, or choose one"}</span>
          <span className="block text-ink-faint text-label">
            In ComfyUI: menu of the workflow, Export (API). That file becomes a model.
          </span>
        </span>
      </button>
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="A workflow in API form"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
    </>
  );
}
