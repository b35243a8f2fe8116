// The last card: a server of one's own, on this machine, on the network, or anywhere.
import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ProviderCard } from "../api/types";
import { ServerForm } from "./ServerForm";

export function AddServer({ taken, onAdded }: { taken: readonly string[]; onAdded: (card: ProviderCard) => void }) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const form = useRef<HTMLElement>(null);

  useEffect(() => {
    if (open) form.current?.scrollIntoView({ block: "nearest" });
  }, [open]);

  if (!open) {
    return (
      <button
        ref={opener}
        type="button"
        onClick={() => setOpen(true)}
        className="flex w-full items-center gap-3 rounded-card border border-line-strong border-dashed p-4 text-left transition-colors hover:bg-hover"
      >
        <Plus aria-hidden="true" size={20} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
        <span>
          <span className="block font-medium text-ink text-prose">Add a server of your own</span>
          <span className="block text-ink-soft text-ui">
            Ollama, LM Studio, ComfyUI, or any other that speaks like OpenAI’s.
          </span>
        </span>
      </button>
    );
  }
  return (
    <section ref={form} aria-labelledby="add-server" className="scroll-my-18 rounded-card bg-card p-4 hairline sm:p-5">
      <h3 id="add-server" className="pb-4 font-medium text-ink text-prose">
        Add a server of your own
      </h3>
      <ServerForm
        taken={taken}
        focused
        onDone={(card) => {
          setOpen(false);
          onAdded(card);
        }}
        onCancel={() => {
          setOpen(false);
          requestAnimationFrame(() => opener.current?.focus());
        }}
      />
    </section>
  );
}
