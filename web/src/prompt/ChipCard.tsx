// The card beside a chip: all of a text, the picture of a reference, or why a chip is broken, and what can be done with it.
import { type CSSProperties, type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { assetPreview } from "../api/client";
import { KindIcon } from "../ui/kinds";
import type { CardAction } from "./card_actions";
import type { Mention } from "./mentions";
import type { Card } from "./use_card";

const GAP = 6;
const EDGE = 8;

interface Props {
  card: Card;
  mention: Mention | undefined;
  actions: readonly CardAction[];
  /** Why a broken chip cannot be connected again, or null. */
  refusal: string | null;
  /** Back to where the card was opened from. */
  onLeave: (anchor: HTMLElement) => void;
}

/** Under its chip, or over it where there is no room; never out of the window. */
function placeBeside(anchor: HTMLElement, card: HTMLElement): CSSProperties {
  const chip = anchor.getBoundingClientRect();
  const { offsetWidth: w, offsetHeight: h } = card;
  const below = chip.bottom + GAP + h <= window.innerHeight - EDGE;
  const left = Math.max(EDGE, Math.min(chip.left, window.innerWidth - w - EDGE));
  return { left, top: below ? chip.bottom + GAP : Math.max(EDGE, chip.top - GAP - h) };
}

export function ChipCard({ card, mention, actions, refusal, onLeave }: Props) {
  const { open } = card;
  const place = useRef<HTMLDivElement>(null);
  const [style, setStyle] = useState<CSSProperties>({ visibility: "hidden" });
  const anchor = open?.anchor;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what it says decides how large it is
  useLayoutEffect(() => {
    if (!anchor || !place.current) return;
    if (anchor.isConnected) setStyle(placeBeside(anchor, place.current));
    else card.close();
  }, [anchor, mention]);

  useLayoutEffect(() => {
    if (open?.entered) place.current?.querySelector<HTMLElement>("[tabindex], button")?.focus();
  }, [open]);

  if (!open) return null;
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    card.close();
    onLeave(open.anchor);
  };
  return createPortal(
    <div
      ref={place}
      role="dialog"
      aria-label={mention?.title ?? "A reference that is gone"}
      style={style}
      onPointerEnter={card.held}
      onPointerLeave={() => card.hovered(null)}
      onFocus={card.held}
      onKeyDown={keys}
      onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && card.close()}
      className="popup fixed z-50 flex w-[min(22rem,calc(100vw-1rem))] flex-col overflow-hidden rounded-[10px] bg-sheet text-ink text-ui shadow-float"
    >
      {mention ? <Told mention={mention} refusal={refusal} /> : <Gone />}
      {actions.length > 0 && (
        <div className="flex gap-1 border-line border-t p-1">
          {actions.map(({ words, run }) => (
            <button
              key={words}
              type="button"
              onClick={() => {
                card.close();
                run();
              }}
              className="h-7 rounded-[6px] px-2 text-label text-ink-soft hover:bg-hover hover:text-ink"
            >
              {words}
            </button>
          ))}
        </div>
      )}
    </div>,
    document.body,
  );
}

function Told({ mention, refusal }: { mention: Mention; refusal: string | null }) {
  const { kind, state, label, title, asset } = mention;
  return (
    <>
      {state !== "broken" && asset !== null && kind !== "audio" && (
        <img src={assetPreview(asset, "card")} alt="" className="h-36 w-full bg-field object-contain" />
      )}
      <p data-kind={kind} className="flex items-center gap-2 px-3 pt-2 pb-1">
        <KindIcon kind={kind} size={16} />
        {label !== title && <span className="shrink-0 font-medium">{label}</span>}
        <span className={label === title ? "min-w-0 font-medium" : "min-w-0 text-ink-soft"}>{title}</span>
      </p>
      {state === "broken" ? (
        <Broken refusal={refusal} />
      ) : kind === "text" ? (
        <WholeText mention={mention} />
      ) : (
        <Unused mention={mention} />
      )}
    </>
  );
}

function WholeText({ mention: { state, text, title, writing } }: { mention: Mention }) {
  return (
    <>
      {state === "aside" && <p className="px-3 pb-1 text-ink-faint text-label">Left out of the prompt.</p>}
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
        tabIndex={0}
        aria-label={`All of ${title}`}
        className="max-h-60 overflow-y-auto px-3 pb-2 outline-none focus-visible:bg-field"
      >
        <p dir="auto" className="whitespace-pre-wrap break-words text-ink-soft">
          {text.trim() || (writing ? "Being written…" : "Nothing written yet.")}
        </p>
      </section>
    </>
  );
}

function Broken({ refusal }: { refusal: string | null }) {
  return (
    <p className="px-3 pb-2 text-ink-soft">
      No longer connected, so it says nothing in this prompt.
      {refusal !== null && ` It cannot be connected again: ${refusal}`}
    </p>
  );
}

function Gone() {
  return (
    <p className="px-3 py-2 text-ink-soft">
      What this pointed to is not on this canvas. It says nothing in this prompt.
    </p>
  );
}

function Unused({ mention: { unused } }: { mention: Mention }) {
  if (unused === null) return <span className="h-1" />;
  return <p className="px-3 pb-2 text-ink-faint text-label">Not sent: {unused}</p>;
}
