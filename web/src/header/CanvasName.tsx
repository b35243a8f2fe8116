// The canvas's name, renamed where it stands.
import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useState } from "react";
import { renameCanvas } from "../api/client";
import { messageOf } from "../api/errors";
import { toast } from "../ui/Toasts";

const UNNAMED = "Untitled canvas";

export function CanvasName({ canvas, title }: { canvas: string; title: string }) {
  const queries = useQueryClient();
  const [name, setName] = useState(title);
  const [kept, setKept] = useState(title);

  useEffect(() => {
    document.title = `${kept || UNNAMED} · Headwater`;
  }, [kept]);

  async function keep(): Promise<void> {
    const next = name.trim() || UNNAMED;
    setName(next);
    if (next === kept) return;
    try {
      await renameCanvas(canvas, next);
      setKept(next);
      void queries.invalidateQueries({ queryKey: ["canvases"] });
    } catch (error) {
      setName(kept);
      toast({ text: messageOf(error), failed: true });
    }
  }

  function keys(event: KeyboardEvent<HTMLInputElement>): void {
    event.stopPropagation();
    if (event.key === "Escape") setName(kept);
    if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
  }

  return (
    <input
      aria-label="Canvas name"
      value={name}
      maxLength={200}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => void keep()}
      onKeyDown={keys}
      className="field-sizing-content h-7 min-w-8 max-w-[min(20rem,40vw)] truncate rounded-[6px] bg-transparent px-2 font-medium text-ink text-ui outline-none transition-colors hover:bg-hover focus:bg-field focus:shadow-[inset_0_0_0_1px_var(--line-strong)]"
    />
  );
}
