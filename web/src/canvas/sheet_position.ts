// Where the panel's sheet goes: under its node if it fits there, else above or beside it, never over it while any side fits.
import { type Box, clamp } from "./geometry";

export type SheetSide = "below" | "above" | "right" | "left" | "docked";

/** Screen pixels between node and sheet, and between sheet and the edge of the view. */
const GAP = 14;
const EDGE = 12;
/** Above a card stands its title. */
const TITLE = 26;

export interface Room {
  w: number;
  h: number;
  /** What the header takes at the top, and the toolbar at the left. */
  top: number;
  left: number;
}

/** All in screen pixels. `before`: the side it is on, kept while it fits, so that it does not hop while one pans. */
export function sheetPosition(
  node: Box,
  sheet: { w: number; h: number },
  room: Room,
  before: SheetSide | null,
): { side: SheetSide; x: number; y: number } {
  const sides: SheetSide[] = ["below", "above", "right", "left"];
  if (before && before !== "docked") sides.unshift(before);
  for (const side of sides) {
    const place = placeAt(side, node, sheet, room);
    if (fits(place, sheet, room)) return { side, ...place };
  }
  return { side: "docked", x: Math.max(EDGE, (room.w - sheet.w) / 2), y: room.h - sheet.h - EDGE };
}

function placeAt(side: SheetSide, node: Box, sheet: { w: number; h: number }, room: Room): { x: number; y: number } {
  const across = clamp(node.x + node.w / 2 - sheet.w / 2, room.left, Math.max(room.left, room.w - sheet.w - EDGE));
  const along = clamp(node.y, room.top, Math.max(room.top, room.h - sheet.h - EDGE));
  switch (side) {
    case "above":
      return { x: across, y: node.y - TITLE - GAP - sheet.h };
    case "right":
      return { x: node.x + node.w + GAP + 10, y: along };
    case "left":
      return { x: node.x - GAP - 10 - sheet.w, y: along };
    default:
      return { x: across, y: node.y + node.h + GAP };
  }
}

function fits({ x, y }: { x: number; y: number }, sheet: { w: number; h: number }, room: Room): boolean {
  return x >= room.left && x + sheet.w <= room.w - EDGE && y >= room.top && y + sheet.h <= room.h - EDGE;
}
