// The colours that people give to groups and notes; never those of the kinds.
export const COLOURS = ["grey", "blue", "cyan", "lime", "yellow", "red", "pink", "indigo"] as const;
export type Colour = (typeof COLOURS)[number];

/** The colour that the document says; `usual` if it says none. */
export function readColour(value: unknown, usual: Colour): Colour {
  return COLOURS.find((each) => each === value) ?? usual;
}
