// Bringing cards into line with each other, and spacing them evenly.
import { type Box, boundsOf } from "./geometry";

export interface Placed extends Box {
  id: string;
}

export interface Place {
  id: string;
  x: number;
  y: number;
}

export type Alignment = "left" | "centre" | "right" | "top" | "middle" | "bottom";

/** Where cards go to lie in line at an edge, or in the middle, of all of them together. */
export function aligned(cards: readonly Placed[], how: Alignment): Place[] {
  const all = boundsOf(cards);
  return all ? cards.map((card) => ({ id: card.id, x: card.x, y: card.y, ...lined(card, all, how) })) : [];
}

function lined(card: Box, all: Box, how: Alignment): Partial<Place> {
  switch (how) {
    case "left":
      return { x: all.x };
    case "centre":
      return { x: all.x + (all.w - card.w) / 2 };
    case "right":
      return { x: all.x + all.w - card.w };
    case "top":
      return { y: all.y };
    case "middle":
      return { y: all.y + (all.h - card.h) / 2 };
    case "bottom":
      return { y: all.y + all.h - card.h };
  }
}

/** Where cards go so that the gaps between them are equal; the first and the last stay. Needs three. */
export function distributed(cards: readonly Placed[], along: "x" | "y"): Place[] {
  const size = along === "x" ? "w" : "h";
  const row = [...cards].sort((a, b) => a[along] - b[along]);
  const [first, last] = [row[0], row.at(-1)];
  if (!first || !last || row.length < 3) return [];
  const taken = row.reduce((sum, card) => sum + card[size], 0);
  const gap = (last[along] + last[size] - first[along] - taken) / (row.length - 1);
  let at = first[along];
  return row.map((card) => {
    const place = { id: card.id, x: card.x, y: card.y, [along]: at };
    at += card[size] + gap;
    return place;
  });
}
