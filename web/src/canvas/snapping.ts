// Where cards in the hand come to lie in line with others: edges and middles, across and down.
import type { Box } from "./geometry";

/** A line on which cards lie, in canvas units: upright at `at` along y, or level at `at` along x. */
export interface SnapLine {
  upright: boolean;
  at: number;
  from: number;
  to: number;
}

export interface Snap {
  /** How much farther the hand's cards go to lie in line. */
  dx: number;
  dy: number;
  lines: SnapLine[];
}

export const NO_SNAP: Snap = { dx: 0, dy: 0, lines: [] };

/** Marks nearer than this lie on one line: places are whole units, middles may be halves. */
const SAME = 0.51;

/** Beginning and length across the lines of one direction, and along them. */
interface Span {
  start: number;
  size: number;
  from: number;
  to: number;
}

/** `moved`: the box around what is in the hand; `reach`: how far a line draws it, in canvas units. */
export function snap(moved: Box, others: readonly Box[], reach: number): Snap {
  const x = snapAlong(acrossX(moved), others.map(acrossX), reach);
  const y = snapAlong(acrossY(moved), others.map(acrossY), reach);
  const settled = { ...moved, x: moved.x + x, y: moved.y + y };
  const lines = [
    ...linesAlong(acrossX(settled), others.map(acrossX), true),
    ...linesAlong(acrossY(settled), others.map(acrossY), false),
  ];
  return { dx: x, dy: y, lines };
}

function acrossX({ x, y, w, h }: Box): Span {
  return { start: x, size: w, from: y, to: y + h };
}

function acrossY({ x, y, w, h }: Box): Span {
  return { start: y, size: h, from: x, to: x + w };
}

function marks({ start, size }: Span): [number, number, number] {
  return [start, start + size / 2, start + size];
}

/** The smallest step that brings any mark of `moved` onto one of another; 0 where none is in reach. */
function snapAlong(moved: Span, others: readonly Span[], reach: number): number {
  const mine = marks(moved);
  let best = 0;
  let nearest = reach;
  for (const other of others) {
    for (const mark of marks(other)) {
      for (const own of mine) {
        const step = mark - own;
        if (Math.abs(step) < nearest) [best, nearest] = [step, Math.abs(step)];
      }
    }
  }
  return best;
}

/** One line for each mark that lies on a mark of another, as long as all that lie on it. */
function linesAlong(moved: Span, others: readonly Span[], upright: boolean): SnapLine[] {
  return marks(moved).flatMap((at) => {
    const on = others.filter((other) => marks(other).some((mark) => Math.abs(mark - at) < SAME));
    if (on.length === 0) return [];
    const from = Math.min(moved.from, ...on.map((other) => other.from));
    const to = Math.max(moved.to, ...on.map((other) => other.to));
    return [{ upright, at, from, to }];
  });
}
