// Which nodes are mounted as cards, and in what detail: those in view, nearest first, a few per frame.
import { type Box, centerOf, grown } from "./geometry";

/** Up to this many nodes in view are always mounted; beyond it only what is selected or pointed at. */
export const MOST_MOUNTED = 150;
/** Below this zoom a card is light. Leaving light needs a little more, so that it does not flicker at the border. */
const LIGHT_BELOW = 0.45;
const FULL_ABOVE = 0.48;
/** A part of the view on each side whose cards are mounted before they are seen. */
const MARGIN = 0.15;
const MOST_FULL_WHEN_FAR = 8;

export type Detail = "full" | "light";

export interface MountingInput {
  shown: Box;
  zoom: number;
  wasLight: boolean;
  selected: ReadonlySet<string>;
  /** Always mounted: pointed at, held in the hand, being edited. */
  needed: Iterable<string>;
  box(id: string): Box | undefined;
  /** What lies there; where there are more than `most`, `most` + 1 are enough. */
  query(region: Box, most: number): Iterable<string>;
}

/** The cards that should be mounted, nearest to the middle of the view first. */
export function wantedCards(input: MountingInput): { cards: Map<string, Detail>; light: boolean } {
  const light = input.zoom < (input.wasLight ? FULL_ABOVE : LIGHT_BELOW);
  const inView = [...input.query(input.shown, MOST_MOUNTED)];
  const near = inView.length > MOST_MOUNTED ? [] : nearestFirst(withMargin(input, inView), input);
  const selected = nearestFirst([...input.selected], input).slice(0, MOST_MOUNTED);
  const detail = detailFor(light, input.selected);
  const cards = new Map<string, Detail>();
  for (const id of [...input.needed, ...near, ...selected]) if (input.box(id)) cards.set(id, detail(id));
  return { cards, light };
}

function withMargin(input: MountingInput, inView: string[]): string[] {
  const margin = Math.max(input.shown.w, input.shown.h) * MARGIN;
  const wider = [...input.query(grown(input.shown, margin), MOST_MOUNTED)];
  return wider.length > MOST_MOUNTED ? inView : wider;
}

function detailFor(light: boolean, selected: ReadonlySet<string>): (id: string) => Detail {
  const fewSelected = selected.size <= MOST_FULL_WHEN_FAR;
  return (id) => (light && !(fewSelected && selected.has(id)) ? "light" : "full");
}

function nearestFirst(ids: string[], { shown, box }: MountingInput): string[] {
  const middle = centerOf(shown);
  const distance = (id: string) => {
    const held = box(id);
    if (!held) return Infinity;
    const { x, y } = centerOf(held);
    return Math.abs(x - middle.x) + Math.abs(y - middle.y);
  };
  const distances = new Map(ids.map((id) => [id, distance(id)]));
  return ids.sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0));
}

/** One frame's worth of mounting: at most `add` cards mounted or changed in detail, `remove` taken away. */
export function mountingStep(
  mounted: ReadonlyMap<string, Detail>,
  wanted: ReadonlyMap<string, Detail>,
  { add, remove }: { add: number; remove: number },
): { put: [string, Detail][]; drop: string[] } {
  const put: [string, Detail][] = [];
  for (const [id, detail] of wanted) {
    if (put.length >= add) break;
    if (mounted.get(id) !== detail) put.push([id, detail]);
  }
  const drop: string[] = [];
  for (const id of mounted.keys()) {
    if (drop.length >= remove) break;
    if (!wanted.has(id)) drop.push(id);
  }
  return { put, drop };
}
