// A uniform grid over boxes: what lies in a region, without looking at everything.
import { type Box, overlaps, type Point } from "./geometry";

const CELL = 1024;
/** A box over more cells than this is kept in a list of its own, so that one huge box cannot fill the memory. */
const MOST_CELLS = 256;

export class Grid {
  private readonly boxes = new Map<string, Box>();
  private readonly cells = new Map<string, Set<string>>();
  private readonly huge = new Set<string>();

  put(id: string, box: Box): void {
    this.remove(id);
    this.boxes.set(id, box);
    const keys = cellsOf(box);
    if (!keys) this.huge.add(id);
    else for (const key of keys) (this.cells.get(key) ?? this.openCell(key)).add(id);
  }

  remove(id: string): void {
    const box = this.boxes.get(id);
    if (!box) return;
    this.boxes.delete(id);
    this.huge.delete(id);
    for (const key of cellsOf(box) ?? []) this.takeOut(key, id);
  }

  /** Every id whose box overlaps the region; where there are more than `most`, `most` + 1 of them and no further look. */
  query(region: Box, most = Infinity): Set<string> {
    const found = new Set<string>();
    for (const id of this.candidates(region)) {
      if (this.overlapping(id, region)) found.add(id);
      if (found.size > most) break;
    }
    return found;
  }

  at({ x, y }: Point): Set<string> {
    return this.query({ x, y, w: 1e-6, h: 1e-6 });
  }

  private *candidates(region: Box): Iterable<string> {
    const keys = cellsOf(region);
    yield* keys ? this.inCells(keys) : this.boxes.keys();
    yield* this.huge;
  }

  private *inCells(keys: string[]): Iterable<string> {
    for (const key of keys) yield* this.cells.get(key) ?? [];
  }

  private overlapping(id: string, region: Box): boolean {
    const box = this.boxes.get(id);
    return box !== undefined && overlaps(box, region);
  }

  private openCell(key: string): Set<string> {
    const cell = new Set<string>();
    this.cells.set(key, cell);
    return cell;
  }

  private takeOut(key: string, id: string): void {
    const cell = this.cells.get(key);
    cell?.delete(id);
    if (cell?.size === 0) this.cells.delete(key);
  }
}

/** Null when there are too many to name. */
function cellsOf({ x, y, w, h }: Box): string[] | null {
  const [left, right] = [Math.floor(x / CELL), Math.floor((x + w) / CELL)];
  const [top, bottom] = [Math.floor(y / CELL), Math.floor((y + h) / CELL)];
  if ((right - left + 1) * (bottom - top + 1) > MOST_CELLS) return null;
  const keys: string[] = [];
  for (let i = left; i <= right; i++) for (let j = top; j <= bottom; j++) keys.push(`${i},${j}`);
  return keys;
}
