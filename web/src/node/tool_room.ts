// How many tools the row above a card has room for; as wide as card.css makes it.

const TOOL = 24;
/** The kind's icon, the gaps, and enough of the title to know it by. */
const TITLE = 84;
/** With its count. */
const TAKES = 76;
/** More is always there. */
const FEWEST = 1;

/** Beside Takes. `width`: of the card, in pixels of the screen. A narrow card's row is wider than the card itself. */
export function toolsThatFit(width: number): number {
  const row = Math.max(width, Math.min(200, (width - 96) * 8));
  return Math.max(FEWEST, Math.floor((row - TITLE - TAKES) / TOOL));
}
