// Which rows of a long list are near the view; and staying at the same rows when new ones come above.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Rows beyond each edge of the view that are kept ready. */
const SPARE = 6;

export interface RowsInView {
  first: number;
  /** Not included. */
  end: number;
  /** CSS pixels of a row. */
  row: number;
}

/** The rows that are in view, and a few around them. `top`: CSS pixels of the list above the view. */
export function rowsNear(top: number, height: number, row: number): RowsInView {
  const first = Math.max(0, Math.floor(top / row) - SPARE);
  return { first, end: Math.max(first, Math.ceil((top + height) / row) + SPARE), row };
}

/**
 * Told only when other rows are in view, so that scrolling within a row draws nothing anew. `heightOf`: CSS pixels of a
 * row in a list so wide; always the same function.
 */
export function useRows(
  list: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  heightOf: (width: number) => number,
): RowsInView | null {
  const [rows, setRows] = useState<RowsInView | null>(null);
  useEffect(() => {
    const [held, scrolls] = [list.current, scroller.current];
    if (!held || !scrolls) return;
    const look = () => {
      const top = scrolls.getBoundingClientRect().top - held.getBoundingClientRect().top;
      const next = rowsNear(top, scrolls.clientHeight, heightOf(held.clientWidth));
      setRows((now) => (now && now.first === next.first && now.end === next.end && now.row === next.row ? now : next));
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(held);
    sizes.observe(scrolls);
    scrolls.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      scrolls.removeEventListener("scroll", look);
    };
  }, [list, scroller, heightOf]);
  return rows;
}

/** Who has scrolled down keeps reading the same rows while new ones come above them. */
export function useSteady(scroller: RefObject<HTMLElement | null>, count: number | undefined, row: number): void {
  const before = useRef(count);
  useLayoutEffect(() => {
    const come = count !== undefined && before.current !== undefined ? count - before.current : 0;
    before.current = count ?? before.current;
    const scrolls = scroller.current;
    if (scrolls && come > 0 && scrolls.scrollTop > row) scrolls.scrollTop += come * row;
  }, [scroller, count, row]);
}
