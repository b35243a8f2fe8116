// The prompt word for word as it will be sent: what comes from other nodes is tinted, and told apart by a legend.
import { Check, Copy } from "lucide-react";
import { type CSSProperties, useEffect, useState } from "react";
import type { Panel } from "../api/types";
import { IconButton } from "../ui/IconButton";
import { KindIcon } from "../ui/kinds";
import "./sent_prompt.css";
import { type Source, sourceName, sourcesOf } from "./sources";

export function SentPrompt({ panel }: { panel: Panel }) {
  const sources = sourcesOf(panel);
  const { prompt } = panel.request;
  return (
    <>
      {sources.length > 0 && <Legend sources={sources} />}
      <div className="relative">
        <p
          dir="auto"
          className="min-h-9 whitespace-pre-wrap break-words rounded-control bg-field py-2 pr-9 pl-3 text-ink-soft text-ui"
        >
          {prompt === "" && "No words yet."}
          {panel.parts.map(({ text, node }, index) => {
            const source = sources.find((one) => one.node === node);
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no name but their place
            return source ? <Sourced key={index} text={text} source={source} /> : text;
          })}
        </p>
        {prompt !== "" && <CopyButton text={prompt} />}
      </div>
    </>
  );
}

function styleOf({ turn }: Source): CSSProperties {
  return { "--turn": turn } as CSSProperties;
}

function Sourced({ text, source }: { text: string; source: Source }) {
  const name = sourceName(source);
  return (
    <mark
      className="sent-source"
      data-kind={source.kind}
      data-from={`From ${name}: `}
      title={`From ${name}`}
      style={styleOf(source)}
    >
      {text}
    </mark>
  );
}

function Legend({ sources }: { sources: readonly Source[] }) {
  return (
    <ul aria-label="Where the words come from" className="flex flex-wrap gap-x-3 gap-y-1 px-1 pb-1.5 text-label">
      {sources.map((source) => (
        <li
          key={source.node}
          data-kind={source.kind}
          style={styleOf(source)}
          className="sent-source flex min-w-0 max-w-full items-center gap-1.5"
        >
          <span aria-hidden="true" className="sent-swatch" />
          <KindIcon kind={source.kind} size={12} />
          <span className="min-w-0 truncate text-ink-soft">{sourceName(source)}</span>
        </li>
      ))}
    </ul>
  );
}

const SAID_MS = 1500;

function CopyButton({ text }: { text: string }) {
  const [said, setSaid] = useState<"Copied" | "Not copied" | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  /** A page over plain HTTP from another machine has no clipboard. */
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied");
    } catch {
      setSaid("Not copied");
    }
  };
  return (
    <IconButton
      small
      name={said ?? "Copy the prompt"}
      onClick={() => void copy()}
      className="absolute top-1.5 right-1.5"
    >
      {said === "Copied" ? <Check size={14} strokeWidth={1.75} /> : <Copy size={14} strokeWidth={1.5} />}
    </IconButton>
  );
}
