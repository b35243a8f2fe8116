// Going through the rows of a long list by key, of which only those near the view are there.

/** A row far away is mounted, and what it shows fetched, before it can take the focus. */
const FOCUS_FRAMES = 120;

/** Where a key leads from row `at`; null for keys that lead nowhere. */
export function stepped(key: string, at: number, count: number, inView: number): number | null {
  const steps: Record<string, number> = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -Math.max(1, inView),
    PageDown: Math.max(1, inView),
    Home: -count,
    End: count,
  };
  const step = steps[key];
  return step === undefined || count === 0 ? null : Math.min(count - 1, Math.max(0, at + step));
}

/** Scrolls just so far that a row is in view. */
export function bring(scrolls: HTMLElement | null, list: HTMLElement | null, index: number, row: number): void {
  if (!scrolls || !list) return;
  const top = list.getBoundingClientRect().top - scrolls.getBoundingClientRect().top + scrolls.scrollTop + index * row;
  if (top < scrolls.scrollTop) scrolls.scrollTop = top;
  else if (top + row > scrolls.scrollTop + scrolls.clientHeight) scrolls.scrollTop = top + row - scrolls.clientHeight;
}

/** The row is what carries `data-row`: what carries `data-index`, or something in it. The list has the focus meanwhile. */
export function focusRow(list: HTMLElement | null, index: number, frames = FOCUS_FRAMES): void {
  const at = `[data-index="${index}"]`;
  const row = list?.querySelector<HTMLElement>(`${at}[data-row], ${at} [data-row]`);
  if (row) row.focus({ preventScroll: true });
  else if (list?.isConnected && frames > 0) {
    list.focus({ preventScroll: true });
    requestAnimationFrame(() => focusRow(list, index, frames - 1));
  }
}
