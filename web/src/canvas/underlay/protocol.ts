// What the page and the underlay's worker say to each other.
import type { Colour } from "../../document/colours";
import type { Kind } from "../../document/schema";
import type { Standing } from "../../node/standing";
import type { Box } from "../geometry";

export type Rgb = readonly [r: number, g: number, b: number];

/** The theme's colours as numbers, since the worker knows no CSS. */
export interface Palette {
  ground: Rgb;
  dot: Rgb;
  card: Rgb;
  ink: Rgb;
  fail: Rgb;
  kinds: Record<Kind, Rgb>;
  colours: Record<Colour, Rgb>;
}

/** A note as it is drawn from afar. */
export interface PaintedNote {
  id: string;
  kind: "note";
  box: Box;
  colour: Colour;
  lines: string[];
}

/** A node as it is drawn from afar. */
export interface PaintedNode {
  id: string;
  kind: Kind;
  box: Box;
  /** Whose tiny preview is drawn. */
  asset: string | null;
  /** The first lines of its text. */
  lines: string[];
  standing: Standing;
  /** It shows something else than would be made now. */
  outdated: boolean;
}

export interface PaintedLink {
  key: string;
  from: string;
  to: string;
}

/** `base` is the whole document at low resolution, below the `detail` around the view. */
export type Layer = "base" | "detail";

export type ToWorker =
  | { type: "palette"; palette: Palette }
  | { type: "nodes"; put: (PaintedNode | PaintedNote)[]; gone: string[] }
  | { type: "links"; links: PaintedLink[] }
  | { type: "boxes"; boxes: [id: string, box: Box][] }
  /** Not drawn: in the hand, where their cards already are. */
  | { type: "lifted"; nodes: string[] }
  | { type: "draw"; layer: Layer; region: Box; width: number; height: number };

export type FromWorker =
  | { type: "drawn"; layer: Layer; region: Box; bitmap: ImageBitmap; milliseconds: number }
  /** A preview arrived: what was drawn before lacks it. */
  | { type: "stale" };
