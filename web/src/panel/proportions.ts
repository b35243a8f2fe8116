// The sides of a picture, read from how they are written.
import type { Json } from "../api/types";

export interface Proportions {
  width: number;
  height: number;
}

const WRITTEN = /(?:^|\s)(\d+)\s?[:x×]\s?(\d+)$/;

/** "16:9", "1536x1024", "portrait 4:3" and "square" have sides; "auto" has none. */
export function proportionsOf(value: Json): Proportions | null {
  const words = String(value).toLowerCase();
  if (words === "square") return { width: 1, height: 1 };
  const [, first, second] = WRITTEN.exec(words) ?? [];
  const sides = [Number(first), Number(second)];
  if (!sides.every((side) => side > 0)) return null;
  // "portrait 16:9" names the longer side first.
  if (words.startsWith("portrait")) sides.sort((one, other) => one - other);
  const [width = 0, height = 0] = sides;
  return { width, height };
}

/** Scaled so that the longer side is `side`; the shorter one stays wide enough to be seen. */
export function scaled({ width, height }: Proportions, side: number): Proportions {
  const scale = side / Math.max(width, height);
  return { width: Math.max(3, width * scale), height: Math.max(3, height * scale) };
}
