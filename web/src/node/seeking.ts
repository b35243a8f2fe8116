// Where the keys and the pointer lead in a sound or a video.

/** Seconds that an arrow key goes at most; in what is short, a twentieth of it. */
const LONGEST_STEP = 5;

/** The second that `key` leads to from `at`, or null for a key that leads nowhere. All in seconds. */
export function soughtBy(key: string, at: number, length: number): number | null {
  const step = Math.min(LONGEST_STEP, length / 20);
  const steps: Record<string, number> = {
    ArrowRight: step,
    ArrowUp: step,
    ArrowLeft: -step,
    ArrowDown: -step,
    PageUp: length / 10,
    PageDown: -length / 10,
    Home: -Infinity,
    End: Infinity,
  };
  const by = steps[key];
  return by === undefined ? null : Math.min(length, Math.max(0, at + by));
}

/** How much of a bar lies left of the pointer, 0 to 1. */
export function partAt(clientX: number, { left, width }: { left: number; width: number }): number {
  return width > 0 ? Math.min(1, Math.max(0, (clientX - left) / width)) : 0;
}
