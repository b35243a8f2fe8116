// How a picture lies in its card, which follows its proportions as far as a card may be narrow or flat.

export interface Shape {
  width?: number;
  height?: number;
}

/** Cards are between 1:4 and 4:1 (canvas/geometry.ts). What fits that fills its card; the rest is shown whole in it. */
export function fitOf({ width, height }: Shape): "object-cover" | "object-contain" {
  if (!width || !height) return "object-contain";
  const aspect = width / height;
  return aspect >= 0.25 && aspect <= 4 ? "object-cover" : "object-contain";
}
