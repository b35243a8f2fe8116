// Where the tiles of a long grid are, and which of them are near the view: plain geometry.

export interface Layout {
  columns: number;
  /** CSS pixels of one tile. */
  tile: number;
  /** CSS pixels from the top of one row to the next. */
  row: number;
}

export interface Rows {
  first: number;
  /** Not included. */
  end: number;
}

/** Under the picture: its name. */
const CAPTION = 28;
/** Rows beyond each edge of the view that are kept ready. */
const SPARE = 2;

/** As many tiles side by side as fit when none is narrower than `narrowest`, but at least two. */
export function layoutOf(width: number, narrowest: number, gap: number): Layout {
  const columns = Math.max(2, Math.floor((width + gap) / (narrowest + gap)));
  const tile = Math.max(0, (width - gap * (columns - 1)) / columns);
  return { columns, tile, row: tile + CAPTION + gap };
}

export function rowCount(count: number, { columns }: Layout): number {
  return Math.ceil(count / columns);
}

/** The rows that are in view, and a few around them. */
export function rowsInView(top: number, height: number, count: number, layout: Layout): Rows {
  const rows = rowCount(count, layout);
  const first = Math.min(Math.max(0, Math.floor(top / layout.row) - SPARE), Math.max(0, rows - 1));
  const end = Math.min(rows, Math.ceil((top + height) / layout.row) + SPARE);
  return { first, end: Math.max(first, end) };
}

/** The pages, of `size` assets each, that hold the tiles of these rows. */
export function pagesOf({ first, end }: Rows, count: number, { columns }: Layout, size: number): number[] {
  const last = Math.min(count, end * columns) - 1;
  if (last < first * columns) return [];
  const [from, to] = [Math.floor((first * columns) / size), Math.floor(last / size)];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Where a key leads from tile `at`; null for keys that lead nowhere. */
export function stepped(key: string, at: number, count: number, columns: number, inView: number): number | null {
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * Math.max(1, inView),
    PageDown: columns * Math.max(1, inView),
    Home: -count,
    End: count,
  };
  const step = steps[key];
  if (step === undefined || count === 0) return null;
  const next = at + step;
  if (key === "ArrowUp" && next < 0) return at;
  if (key === "ArrowDown" && next >= count)
    return Math.floor(at / columns) < rowOfLast(count, columns) ? count - 1 : at;
  return Math.min(count - 1, Math.max(0, next));
}

function rowOfLast(count: number, columns: number): number {
  return Math.floor((count - 1) / columns);
}
