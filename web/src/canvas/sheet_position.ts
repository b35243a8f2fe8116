// Where the panel's sheet goes: under its node if it fits there, else above or beside it. One that is too long for
// all sides gets as much as there is below or above, and scrolls; it lies over its node only where the node fills the view.
import { type Box, clamp, type Point as Place } from "./geometry";

export type SheetSide = "below" | "above" | "right" | "left" | "docked";

/** Screen pixels between node and sheet, and between sheet and the edge of the view. */
const GAP = 14;
const EDGE = 12;
/** Half a connection point sticks out at either side. */
const POINT = 10;
/** Above a card stands its title. */
const TITLE = 26;
/** The least that is worth scrolling in. */
const LEAST = 220;

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

export interface Placed extends Place {
  side: SheetSide;
  /** How high it may be. */
  h: number;
}

/** All in screen pixels. `before`: the side it is on, kept while it fits, so that it does not hop while one pans. */
export function sheetPosition(node: Box, sheet: Size, room: Room, before: SheetSide | null): Placed {
  const sides: SheetSide[] = ["below", "above", "right", "left"];
  if (before && before !== "docked") sides.unshift(before);
  for (const side of sides) {
    const place = placeAt(side, node, sheet, room);
    if (fits(place, sheet, room)) return { side, ...place, h: sheet.h };
  }
  return shortened(node, sheet, room) ?? docked(sheet, room);
}

/** As high as the larger of the two spaces below and above. */
function shortened(node: Box, sheet: Size, room: Room): Placed | null {
  const below = room.h - EDGE - (node.y + node.h + GAP);
  const above = node.y - TITLE - GAP - room.top;
  const h = Math.min(sheet.h, Math.max(below, above));
  if (h < LEAST) return null;
  const side = below >= above ? "below" : "above";
  const place = placeAt(side, node, { ...sheet, h }, room);
  return fits(place, { ...sheet, h }, room) ? { side, ...place, h } : null;
}

function docked(sheet: Size, room: Room): Placed {
  const h = Math.min(sheet.h, room.h - room.top - EDGE);
  return { side: "docked", x: Math.max(EDGE, (room.w - sheet.w) / 2), y: room.h - h - EDGE, h };
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
