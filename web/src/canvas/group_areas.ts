// Where groups lie, and which cards come into one or leave it when they are put down.
import type { Place } from "../document/canvas_document";
import type { Group, Groups } from "../document/groups";
import { type Box, boundsOf, centerOf, grown } from "./geometry";
import type { Scene } from "./scene";

/** Canvas units around the cards of a group; above them stand their titles. */
const MARGIN = 28;
const ABOVE = 20;

/** Null where none of its cards is known. `but`: without these. */
export function areaOf(group: Group, scene: Scene, but: ReadonlySet<string> = new Set()): Box | null {
  const cards = [...group.members].filter((id) => !but.has(id)).flatMap((id) => scene.box(id) ?? []);
  const bounds = boundsOf(cards);
  if (!bounds) return null;
  const { x, y, w, h } = grown(bounds, MARGIN);
  return { x, y: y - ABOVE, w, h: h + ABOVE };
}

/** The same places, with the group of each card that has come into another, or out of its own; a whole group stays one. */
export function settled(places: readonly Place[], groups: Groups, scene: Scene): Place[] {
  const moved = new Set(places.map(({ id }) => id));
  const areas = [...groups.all()].flatMap((group) => {
    const area = areaOf(group, scene, moved);
    return area ? [{ id: group.id, area }] : [];
  });
  return places.map((place) => {
    const own = groups.around(place.id);
    if (own && !areas.some(({ id }) => id === own.id)) return place;
    const box = scene.box(place.id) ?? { x: 0, y: 0, w: 0, h: 0 };
    const middle = centerOf({ ...box, x: place.x, y: place.y });
    const inside = areas
      .filter(({ area }) => holds(area, middle))
      .sort((a, b) => a.area.w * a.area.h - b.area.w * b.area.h);
    const next = inside[0]?.id ?? null;
    return next === (own?.id ?? null) ? place : { ...place, group: next };
  });
}

function holds({ x, y, w, h }: Box, point: { x: number; y: number }): boolean {
  return point.x >= x && point.x <= x + w && point.y >= y && point.y <= y + h;
}
