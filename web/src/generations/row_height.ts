// How high a row of the generations is.
import { NARROW } from "../ui/narrow";

/** CSS pixels of a row in a list so wide. */
export function rowHeight(width: number): number {
  return width < NARROW ? 92 : 64;
}
