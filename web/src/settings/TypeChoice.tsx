// What a server speaks: one of two, each with the names by which people know such servers.
import type { ServerType } from "../api/types";

const CHOICES: { value: ServerType; label: string; examples: string }[] = [
  { value: "openai", label: "OpenAI-compatible", examples: "Ollama, LM Studio, vLLM, llama.cpp, LocalAI" },
  { value: "comfyui", label: "ComfyUI", examples: "Your workflows for pictures, video and sound" },
];

export function TypeChoice({ value, onPick }: { value: ServerType; onPick: (value: ServerType) => void }) {
  return (
    <fieldset className="grid gap-2 sm:grid-cols-2">
      <legend className="pb-1 text-ink-soft text-label">Type</legend>
      {CHOICES.map((choice) => (
        <label
          key={choice.value}
          className="flex gap-2.5 rounded-control px-3 py-2 text-ui hairline transition-colors hover:bg-hover has-checked:bg-accent-wash has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:outline-2 has-focus-visible:outline-ring"
        >
          <input
            type="radio"
            name="server-type"
            checked={choice.value === value}
            onChange={() => onPick(choice.value)}
            className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
          />
          <span>
            <span className="block text-ink">{choice.label}</span>
            <span className="block text-ink-faint text-label">{choice.examples}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
