// Where the panel's sheet goes: under its node if it fits there, else above or beside it, never over it while any side fits.
import { type Box, clamp, type Point as Place } from "./geometry";

export type SheetSide = "below" | "above" | "right" | "left" | "docked";

/** Screen pixels between node and sheet, and between sheet and the edge of the view. */
const GAP = 14;
const EDGE = 12;
/** Half a connection point sticks out at either side. */
const POINT = 10;
/** Above a card stands its title. */
const TITLE = 26;

export interface Size {
  w: number;
  h: number;
}

export interface Room {
  w: number;
  h: number;
  /** What the header takes at the top, and the toolbar at the left. */
  top: number;
  left: number;
  /** What the minimap and the zoom take at the bottom right. */
  corner: { w: number; h: number };
}

/** All in screen pixels. `before`: the side it is on, kept while it fits, so that it does not hop while one pans. */
export function sheetPosition(
  node: Box,
  sheet: Size,
  room: Room,
  before: SheetSide | null,
): { side: SheetSide } & Place {
  const sides: SheetSide[] = ["below", "above", "right", "left"];
  if (before && before !== "docked") sides.unshift(before);
  for (const side of sides) {
    const place = placeAt(side, node, sheet, room);
    if (fits(place, sheet, room)) return { side, ...place };
  }
  return { side: "docked", x: Math.max(EDGE, (room.w - sheet.w) / 2), y: room.h - sheet.h - EDGE };
}

function placeAt(side: SheetSide, node: Box, sheet: Size, room: Room): Place {
  switch (side) {
    case "above":
      return across(node.y - TITLE - GAP - sheet.h, node, sheet, room);
    case "right":
      return along(node.x + node.w + GAP + POINT, node, sheet, room);
    case "left":
      return along(node.x - GAP - POINT - sheet.w, node, sheet, room);
    default:
      return across(node.y + node.h + GAP, node, sheet, room);
  }
}

/** At this height: as near to the node's middle as the view allows. */
function across(y: number, node: Box, sheet: Size, room: Room): Place {
  const besideCorner = y + sheet.h > room.h - room.corner.h - EDGE ? room.corner.w + EDGE : 0;
  const last = Math.max(room.left, room.w - sheet.w - EDGE - besideCorner);
  return { x: clamp(node.x + node.w / 2 - sheet.w / 2, room.left, last), y };
}

/** This far across: as near to the node's top as the view allows. */
function along(x: number, node: Box, sheet: Size, room: Room): Place {
  const aboveCorner = x + sheet.w > room.w - room.corner.w - EDGE ? room.corner.h + EDGE : 0;
  const last = Math.max(room.top, room.h - sheet.h - EDGE - aboveCorner);
  return { x, y: clamp(node.y, room.top, last) };
}

function fits({ x, y }: Place, sheet: Size, room: Room): boolean {
  return x >= room.left && x + sheet.w <= room.w - EDGE && y >= room.top && y + sheet.h <= room.h - EDGE;
}
