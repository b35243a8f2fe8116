// One connected text, as a block that joins the prompt: it can be placed among the words, left out, or put back.
import { CornerDownLeft, Plus, X } from "lucide-react";
import type { PanelText } from "../api/types";
import { classes } from "../ui/classes";
import { IconButton } from "../ui/IconButton";
import { KindIcon } from "../ui/kinds";
import { plainWords } from "../ui/plain_words";

interface Props {
  text: PanelText;
  onPlace: () => void;
  onAside: (aside: boolean) => void;
}

export function TextBlock({ text, onPlace, onAside }: Props) {
  const { title, aside } = text;
  return (
    <li
      data-kind="text"
      className={classes(
        "flex h-8 min-w-0 items-center gap-2 rounded-control pr-1 pl-2.5",
        aside
          ? "border border-line-strong border-dashed text-ink-faint"
          : "bg-[color-mix(in_oklch,var(--kind)_11%,transparent)] text-ink",
      )}
    >
      <KindIcon kind="text" size={14} />
      <span className="shrink-0 font-medium text-label">{title}</span>
      <span className="min-w-0 flex-1 truncate text-ink-faint text-label">
        {aside ? "left out of the prompt" : plainWords(text.text) || "nothing written yet"}
      </span>
      {aside ? (
        <IconButton small name={`Put ${title} back`} onClick={() => onAside(false)}>
          <Plus size={14} strokeWidth={1.5} />
        </IconButton>
      ) : (
        <>
          <IconButton small name={`Place ${title} among the words`} onClick={onPlace}>
            <CornerDownLeft size={14} strokeWidth={1.5} />
          </IconButton>
          <IconButton small name={`Leave ${title} out`} onClick={() => onAside(true)}>
            <X size={14} strokeWidth={1.5} />
          </IconButton>
        </>
      )}
    </li>
  );
}
