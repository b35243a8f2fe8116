// From which width on a window is not a phone's: the `sm` of the style sheets.

/** CSS pixels. */
export const NARROW = 640;
