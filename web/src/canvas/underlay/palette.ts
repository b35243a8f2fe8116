// Reads the theme's colours from the CSS tokens, as numbers.
import { COLOURS, type Colour } from "../../document/colours";
import { KINDS, type Kind } from "../../document/schema";
import type { Palette, Rgb } from "./protocol";

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (token: string) => resolve(style.getPropertyValue(token).trim());
  return {
    ground: read("--ground"),
    dot: read("--ground-dot"),
    card: read("--card"),
    ink: read("--ink"),
    fail: read("--fail"),
    colours: Object.fromEntries(COLOURS.map((colour) => [colour, read(`--colour-${colour}`)])) as Record<Colour, Rgb>,
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, read(`--kind-${kind}`)])) as Record<Kind, Rgb>,
  };
}

/** Any CSS colour as sRGB, by drawing it. */
function resolve(colour: string): Rgb {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  if (!context) return [128, 128, 128];
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
  return [r, g, b];
}
