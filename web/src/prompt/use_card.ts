// When the card beside a chip is open: while the pointer rests on either of them, and while the chip is chosen.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { CardWatch } from "./choosing";

/** Before a card opens under a passing pointer, and before it closes behind one, in milliseconds. */
const OPENS = 350;
const CLOSES = 180;

export interface OpenCard {
  node: string;
  anchor: HTMLElement;
  /** Whether the keyboard went into it. */
  entered: boolean;
}

export interface Card extends CardWatch {
  open: OpenCard | null;
  /** The pointer is over the card itself. */
  held: () => void;
}

function cardOf(anchor: HTMLElement): OpenCard {
  return { node: anchor.dataset.chip ?? "", anchor, entered: false };
}

export function useCard(): Card {
  const [open, setOpen] = useState<OpenCard | null>(null);
  const timer = useRef(0);
  const chosenNow = useRef<HTMLElement | null>(null);
  /** The chip whose card was closed: it stays closed until another one is chosen. */
  const dismissed = useRef<HTMLElement | null>(null);

  const later = useCallback((ms: number, next: OpenCard | null) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setOpen((now) => (now?.entered && !next ? now : next)), ms);
  }, []);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const openNow = useRef(open);
  openNow.current = open;

  const actions = useMemo(() => {
    const resting = () => {
      const chip = chosenNow.current;
      return chip && chip !== dismissed.current ? cardOf(chip) : null;
    };
    return {
      hovered: (chip: HTMLElement | null) => {
        if (chip) later(OPENS, cardOf(chip));
        else later(CLOSES, resting());
      },
      chosen: (chip: HTMLElement | null) => {
        if (chip === chosenNow.current) return;
        chosenNow.current = chip;
        if (chip && chip !== dismissed.current) dismissed.current = null;
        later(chip ? 0 : CLOSES, resting());
      },
      entered: () => {
        const chip = chosenNow.current;
        window.clearTimeout(timer.current);
        if (chip) setOpen({ ...cardOf(chip), entered: true });
      },
      held: () => window.clearTimeout(timer.current),
      close: () => {
        window.clearTimeout(timer.current);
        dismissed.current = chosenNow.current ?? openNow.current?.anchor ?? null;
        setOpen(null);
        return openNow.current !== null;
      },
    };
  }, [later]);
  return { open, ...actions };
}
