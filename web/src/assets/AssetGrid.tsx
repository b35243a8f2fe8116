// The assets side by side, however many: only the rows near the view are mounted, only their pages are fetched.
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Asset } from "../api/types";
import { AssetRow } from "./AssetRow";
import { type Layout, layoutOf, pagesOf, type Rows, rowCount, rowsInView, stepped } from "./grid";
import type { AssetSearch } from "./search";
import { PAGE, useAssets } from "./use_assets";

const GAP = 16;
/** Rows that stand in until it is known how many there are. */
const GUESSED = 24;

interface Props {
  search: AssetSearch;
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
  /** CSS pixels that a tile is wide at least. */
  narrowest: number;
  /** What pressing a tile does, after its name. */
  does?: string;
  onOpen: (asset: Asset) => void;
  onDelete?: (asset: Asset) => void;
}

export function AssetGrid({ search, scroller, narrowest, does, onOpen, onDelete }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const view = useView(root, scroller, narrowest);
  const [active, setActive] = useState(0);
  const [focused, setFocused] = useState(false);
  const [known, setKnown] = useState<number>();
  const { layout } = view;
  const rows = rowsInView(view.top, view.height, known ?? GUESSED, layout);
  const assets = useAssets(search, layout.tile > 0 ? pagesOf(rows, known ?? GUESSED, layout, PAGE) : []);
  if (assets.count !== known) setKnown(assets.count);
  const count = known ?? GUESSED;
  const at = Math.min(active, Math.max(0, count - 1));
  const reach = focused ? at : Math.min(Math.max(at, rows.first * layout.columns), rows.end * layout.columns - 1);

  const press = (event: KeyboardEvent) => {
    if (event.target !== root.current && !(event.target as Element).closest("[data-tile]")) return;
    const inView = Math.floor(view.height / layout.row);
    const next = stepped(event.key, at, count, layout.columns, inView);
    const asset = assets.at(at);
    if (next !== null) {
      setActive(next);
      bring(scroller.current, root.current, next, layout);
      focusTile(root.current, next);
    } else if ((event.key === "Delete" || event.key === "Backspace") && asset && onDelete) onDelete(asset);
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows cannot be placed freely
    <div
      ref={root}
      role="grid"
      tabIndex={-1}
      aria-label="Assets"
      aria-busy={known === undefined}
      aria-rowcount={rowCount(count, layout)}
      aria-colcount={layout.columns}
      className="relative outline-none"
      style={{ height: Math.max(0, rowCount(count, layout) * layout.row - GAP) }}
      onKeyDown={press}
      onFocus={({ target }) => {
        setFocused(true);
        const index = Number(target.closest<HTMLElement>("[data-index]")?.dataset.index);
        if (!Number.isNaN(index)) setActive(index);
      }}
      onBlur={() => setFocused(false)}
    >
      {layout.tile > 0 &&
        rowsShown(rows, focused ? Math.floor(at / layout.columns) : null).map((row) => (
          <AssetRow
            key={row}
            row={row}
            layout={layout}
            gap={GAP}
            indexes={indexesOf(row, count, layout)}
            at={known === undefined ? () => undefined : assets.at}
            reach={reach}
            does={does}
            onOpen={onOpen}
          />
        ))}
    </div>
  );
}

/** The rows near the view, and the one with the focus wherever it is: what is focused is never taken away. */
function rowsShown({ first, end }: Rows, focused: number | null): number[] {
  const rows = Array.from({ length: end - first }, (_, index) => first + index);
  return focused === null || rows.includes(focused) ? rows : [...rows, focused];
}

function indexesOf(row: number, count: number, { columns }: Layout): number[] {
  const first = row * columns;
  return Array.from({ length: Math.max(0, Math.min(columns, count - first)) }, (_, index) => first + index);
}

interface View {
  layout: Layout;
  /** CSS pixels of the grid above the view. */
  top: number;
  height: number;
}

/** What is in view, told only when other rows are, so that scrolling within a row draws nothing anew. */
function useView(
  root: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  narrowest: number,
): View {
  const [view, setView] = useState<View>({ layout: layoutOf(0, narrowest, GAP), top: 0, height: 0 });
  useEffect(() => {
    const [grid, scrolls] = [root.current, scroller.current];
    if (!grid || !scrolls) return;
    const look = () => setView((before) => settled(before, seen(grid, scrolls, narrowest)));
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(grid);
    sizes.observe(scrolls);
    scrolls.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      scrolls.removeEventListener("scroll", look);
    };
  }, [root, scroller, narrowest]);
  return view;
}

function seen(grid: HTMLElement, scrolls: HTMLElement, narrowest: number): View {
  const top = scrolls.getBoundingClientRect().top - grid.getBoundingClientRect().top;
  return { layout: layoutOf(grid.clientWidth, narrowest, GAP), top, height: scrolls.clientHeight };
}

function settled(before: View, next: View): View {
  const { columns, tile, row } = next.layout;
  const same = before.layout.columns === columns && before.layout.tile === tile && before.height === next.height;
  return same && Math.floor(before.top / row) === Math.floor(next.top / row) ? before : next;
}

/** Scrolls just so far that tile `index` is in view. */
function bring(scrolls: HTMLElement | null, grid: HTMLElement | null, index: number, { columns, row }: Layout): void {
  if (!scrolls || !grid) return;
  const start = grid.getBoundingClientRect().top - scrolls.getBoundingClientRect().top + scrolls.scrollTop;
  const top = start + Math.floor(index / columns) * row;
  if (top < scrolls.scrollTop) scrolls.scrollTop = top - GAP;
  else if (top + row > scrolls.scrollTop + scrolls.clientHeight) scrolls.scrollTop = top + row - scrolls.clientHeight;
}

/** A tile far away is mounted, and its page fetched, before it can take the focus; the grid keeps it meanwhile. */
const FOCUS_FRAMES = 120;

function focusTile(grid: HTMLElement | null, index: number, frames = FOCUS_FRAMES): void {
  const cell = grid?.querySelector<HTMLElement>(`[data-index="${index}"]`);
  const tile = cell?.querySelector<HTMLElement>("[data-tile]");
  if (tile) tile.focus({ preventScroll: true });
  else if (grid?.isConnected && frames > 0) {
    grid.focus({ preventScroll: true });
    requestAnimationFrame(() => focusTile(grid, index, frames - 1));
  }
}
