// What is said of a reference: its number among those that are sent, its name, and why it would not be sent.
import type { PanelReference } from "../api/types";
import type { FramePick } from "../document/schema";

type Named = Pick<PanelReference, "label" | "title" | "place" | "unused" | "missing">;

/** The number of each among those that are sent, in order, from 1; null for those that are not. */
export function sentNumbers(row: readonly Pick<PanelReference, "unused">[]): (number | null)[] {
  let count = 0;
  return row.map(({ unused }) => (unused === null ? ++count : null));
}

/** Its accessible name. */
export function spoken({ label, title, place, unused, missing }: Named, number: number | null, of: number): string {
  const sent = number === null ? "not sent" : `number ${number} of ${of}`;
  const more = [place, unused, missing].filter((words) => words !== null);
  return [`${label}: ${title}`, sent, ...more].join(", ");
}

/** The words at its picture, beyond its label. */
export function tip({ label, title, place, unused, missing }: Named): string {
  const words = missing ?? unused ?? place;
  return [title === label ? null : title, words].filter((part) => part !== null).join(" · ") || label;
}

/** What the panel says of a frame, as the document keeps it. */
export function pickOf(frame: PanelReference["frame"]): FramePick {
  return frame === "last" ? null : frame;
}

/** What a slider over a video stands for: both its ends are the frames there. */
export function pickAt(seconds: number, length: number): FramePick {
  if (seconds <= 0) return "first";
  return seconds >= length ? null : Math.round(seconds * 1000) / 1000;
}

/** Where a frame stands in a video of this length, in seconds. */
export function momentOf(pick: FramePick, length: number): number {
  if (pick === "first") return 0;
  return pick === null ? length : Math.min(pick, length);
}

/** "First frame", "Last frame", "Frame at 0:03.2". */
export function frameWords(pick: FramePick): string {
  if (pick === "first") return "First frame";
  if (pick === null) return "Last frame";
  const tenths = Math.floor(pick * 10 + 1e-6);
  const seconds = String(Math.floor(tenths / 10) % 60).padStart(2, "0");
  return `Frame at ${Math.floor(tenths / 600)}:${seconds}${tenths % 10 ? `.${tenths % 10}` : ""}`;
}
