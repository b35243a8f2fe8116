// One text that stands before the words: it can be carried among them, left out, or put back.

import { CornerDownLeft, Plus, X } from "lucide-react";
import type { KeyboardEvent, MouseEvent, PointerEvent } from "react";
import { Drawn } from "../ui/Drawn";
import { IconButton } from "../ui/IconButton";
import { KindIcon } from "../ui/kinds";
import { spokenName, wordsOf } from "./chip_face";
import type { Mention } from "./mentions";
import type { Card } from "./use_card";

interface Props {
  text: Mention;
  card: Card;
  onPlace: () => void;
  onAside: (aside: boolean) => void;
  onCarry: (face: HTMLElement, press: globalThis.PointerEvent, onMoved: () => void) => void;
}

export function StartBlock({ text, card, onPlace, onAside, onCarry }: Props) {
  const { node, title, state } = text;
  const aside = state === "aside";

  function press(event: PointerEvent<HTMLButtonElement>): void {
    onCarry(event.currentTarget, event.nativeEvent, card.close);
  }

  function keys(event: KeyboardEvent): void {
    if (event.key === "Delete" || event.key === "Backspace") onAside(true);
    else if (event.key !== "Escape" || !card.close()) return;
    event.preventDefault();
  }

  /** The button that was pressed goes: with the keyboard the focus goes on to the block. */
  function setAside(aside: boolean, { detail, currentTarget }: MouseEvent<HTMLButtonElement>): void {
    if (detail === 0) currentTarget.closest("li")?.querySelector<HTMLElement>("[data-chip]")?.focus();
    onAside(aside);
  }

  return (
    <li data-kind="text" data-state={state} className="prompt-block flex h-8 min-w-0 items-center pr-1">
      <button
        type="button"
        data-chip={node}
        aria-label={spokenName(text)}
        onPointerDown={press}
        onPointerEnter={({ currentTarget }) => card.hovered(currentTarget)}
        onPointerLeave={() => card.hovered(null)}
        onFocus={({ currentTarget }) => card.chosen(currentTarget)}
        onBlur={() => card.chosen(null)}
        onClick={({ detail }) => detail === 0 && card.entered()}
        onKeyDown={keys}
        className="prompt-block flex h-full min-w-0 flex-1 -outline-offset-2! cursor-grab touch-none items-center gap-2 bg-transparent! pr-2 pl-2.5 text-left shadow-none!"
      >
        <KindIcon kind="text" size={14} />
        <span className="min-w-10 max-w-1/2 shrink-0 truncate font-medium">{title}</span>
        <Drawn words={wordsOf(text)} className="min-w-0 flex-1 truncate text-ink-soft" />
      </button>
      {aside ? (
        <IconButton small name={`Put ${title} back`} onClick={(event) => setAside(false, event)}>
          <Plus size={14} strokeWidth={1.5} />
        </IconButton>
      ) : (
        <>
          <IconButton small name={`Place ${title} among the words`} onClick={onPlace}>
            <CornerDownLeft size={14} strokeWidth={1.5} />
          </IconButton>
          <IconButton small name={`Leave ${title} out`} onClick={(event) => setAside(true, event)}>
            <X size={14} strokeWidth={1.5} />
          </IconButton>
        </>
      )}
    </li>
  );
}
