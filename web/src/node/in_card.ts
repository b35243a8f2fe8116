// As much of a text as a card can show: of a whole book only the first page is laid out.

/** Square canvas units that the smallest letter takes at least. */
const LETTER = 100;

export function inCard(text: string, { w, h }: { w: number; h: number }): string {
  const letters = Math.ceil((w * h) / LETTER);
  return text.length > letters ? text.slice(0, letters) : text;
}
