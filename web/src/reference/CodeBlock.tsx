// Code with its name above it, and a button that copies it.
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../ui/IconButton";

const SHOWN_MS = 1500;

export function CodeBlock({ title, text }: { title: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <figure className="overflow-hidden rounded-card bg-card shadow-[inset_0_0_0_1px_var(--line)]">
      <figcaption className="flex h-8 items-center justify-between border-line border-b pr-1 pl-3.5 text-ink-faint text-label">
        {title}
        <IconButton name={copied ? "Copied" : `Copy: ${title.toLowerCase()}`} small onClick={() => void copy()}>
          {copied ? <Check size={14} strokeWidth={1.75} /> : <Copy size={14} strokeWidth={1.5} />}
        </IconButton>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <pre tabIndex={0} className="max-h-80 overflow-auto px-3.5 py-3 font-mono text-[12.5px] text-ink leading-5">
        {text}
      </pre>
    </figure>
  );
}
