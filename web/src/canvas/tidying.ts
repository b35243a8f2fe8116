// Laying nodes out along their flow: columns from left to right, what is connected near to each other, nothing on top of anything.
import type { Place, Placed } from "./aligning";
import { besidesOf, depthsOf, piecesOf, type Targets } from "./flow";
import { type Box, boundsOf } from "./geometry";

/** Canvas units between columns, between the cards of a column (a title stands there too), and between pieces. */
const COLUMN_GAP = 120;
const CARD_GAP = 72;
const PIECE_GAP = 160;
/** Times that each column settles between its neighbours: more changes nothing that one sees. */
const ROUNDS = 8;
/** Cards without connections stand in rows of about so many. */
const ROW = 6;

/** Where the cards go; their top left corner stays. */
export function tidied(cards: readonly Placed[], targets: Targets): Place[] {
  const before = boundsOf(cards);
  if (!before) return [];
  const ordered = [...cards].sort((a, b) => a.y - b.y || a.x - b.x);
  const places = stacked(piecesFor(ordered, targets));
  const after = boundsOf(places) ?? before;
  return places.map(({ id, x, y }) => ({
    id,
    x: Math.round(x - after.x + before.x),
    y: Math.round(y - after.y + before.y),
  }));
}

/** Each piece laid out by itself; what hangs on nothing comes last, together. */
function piecesFor(cards: readonly Placed[], targets: Targets): Placed[][] {
  const ids = cards.map(({ id }) => id);
  const numbers = piecesOf(ids, targets);
  const pieces = [...gathered(cards, ({ id }) => numbers.get(id) ?? 0).values()];
  const alone = pieces.filter((piece) => piece.length === 1).flat();
  const laid = pieces.filter((piece) => piece.length > 1).map((piece) => columns(piece, targets));
  return alone.length > 0 ? [...laid, rows(alone)] : laid;
}

function gathered(cards: readonly Placed[], number: (card: Placed) => number): Map<number, Placed[]> {
  const found = new Map<number, Placed[]>();
  for (const card of cards) {
    const others = found.get(number(card));
    if (others) others.push(card);
    else found.set(number(card), [card]);
  }
  return found;
}

function stacked(pieces: readonly Placed[][]): Placed[] {
  let y = 0;
  return pieces.flatMap((piece) => {
    const bounds = boundsOf(piece) ?? { x: 0, y: 0, w: 0, h: 0 };
    const moved = piece.map((card) => ({ ...card, x: card.x - bounds.x, y: card.y - bounds.y + y }));
    y += bounds.h + PIECE_GAP;
    return moved;
  });
}

function rows(cards: readonly Placed[]): Placed[] {
  const placed: Placed[] = [];
  let y = 0;
  for (let start = 0; start < cards.length; start += ROW) {
    let x = 0;
    const row = cards.slice(start, start + ROW).map((card) => {
      const here = { ...card, x, y };
      x += card.w + COLUMN_GAP;
      return here;
    });
    placed.push(...row);
    y += Math.max(...row.map(({ h }) => h)) + CARD_GAP;
  }
  return placed;
}

function columns(cards: readonly Placed[], targets: Targets): Placed[] {
  const ids = cards.map(({ id }) => id);
  const depths = beforeWhatTheyFeed(depthsOf(ids, targets), targets);
  const byDepth = [...gathered(cards, ({ id }) => depths.get(id) ?? 0)].sort(([a], [b]) => a - b);
  const beside = besidesOf(ids, targets);
  let x = 0;
  const sides = byDepth.map(([, column]) => {
    const placed = fall(column.map((card) => ({ ...card, x })));
    x += Math.max(...column.map(({ w }) => w)) + COLUMN_GAP;
    return placed;
  });
  return settled(sides, beside).flat();
}

/** What nothing feeds stands in the column before the first that it feeds, however far in that is. */
function beforeWhatTheyFeed(depths: Map<string, number>, targets: Targets): Map<string, number> {
  const drawn = new Map(depths);
  for (const [id, depth] of depths) {
    const first = Math.min(...[...targets(id)].map((target) => depths.get(target) ?? Number.POSITIVE_INFINITY));
    if (depth === 0 && Number.isFinite(first)) drawn.set(id, first - 1);
  }
  return drawn;
}

/** One under the other, from the top. */
function fall(column: readonly Placed[]): Placed[] {
  let y = 0;
  return column.map((card) => {
    const here = { ...card, y };
    y += card.h + CARD_GAP;
    return here;
  });
}

/** Draws each card to the middle of those it is connected with, column by column, there and back. */
function settled(columns: readonly Placed[][], beside: ReadonlyMap<string, string[]>): Placed[][] {
  const middles = new Map(columns.flat().map((card) => [card.id, middleOf(card)]));
  const now = columns.map((column) => [...column]);
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? now.keys() : [...now.keys()].reverse();
    for (const index of order) {
      now[index] = spaced(now[index] ?? [], (card) => wishOf(card, beside, middles));
      for (const card of now[index] ?? []) middles.set(card.id, middleOf(card));
    }
  }
  return now;
}

function middleOf({ y, h }: Box): number {
  return y + h / 2;
}

function wishOf(card: Placed, beside: ReadonlyMap<string, string[]>, middles: ReadonlyMap<string, number>): number {
  const near = (beside.get(card.id) ?? []).map((id) => middles.get(id) ?? 0);
  return near.length === 0 ? middleOf(card) : near.reduce((sum, middle) => sum + middle, 0) / near.length;
}

/** Each card as near to its wish as those beside it allow: who wants the same place shares it evenly. */
function spaced(column: readonly Placed[], wish: (card: Placed) => number): Placed[] {
  const wishes = new Map(column.map((card) => [card.id, wish(card)]));
  const row = [...column].sort((a, b) => (wishes.get(a.id) ?? 0) - (wishes.get(b.id) ?? 0) || a.y - b.y);
  const blocks: { cards: Placed[]; h: number; top: number }[] = [];
  for (const card of row) {
    let block = { cards: [card], h: card.h, top: (wishes.get(card.id) ?? 0) - card.h / 2 };
    for (let above = blocks.at(-1); above && above.top + above.h + CARD_GAP > block.top; above = blocks.at(-1)) {
      blocks.pop();
      block = joined(above, block);
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ cards, top }) => fall(cards).map((card) => ({ ...card, y: card.y + top })));
}

/** Two blocks that are in each other's way, weighed by how many cards each has. */
function joined<B extends { cards: Placed[]; h: number; top: number }>(above: B, below: B) {
  const [many, few] = [above.cards.length, below.cards.length];
  const wishOfBelow = below.top - above.h - CARD_GAP;
  return {
    cards: [...above.cards, ...below.cards],
    h: above.h + CARD_GAP + below.h,
    top: (above.top * many + wishOfBelow * few) / (many + few),
  };
}
