// When the underlay must be drawn again, and which region: larger than the view, so that moving rarely needs a redraw.
import { type Box, inside, type View } from "../geometry";

/** A part of the view drawn beyond each of its sides. */
const OVER = 0.35;
/** Scaling a bitmap up by more, or down by more, shows. */
const MOST_UP = 1.7;
const MOST_DOWN = 1.6;
/** The largest bitmap, in pixels of the screen: above it, resolution gives way. */
const MOST_PIXELS = 16_000_000;
const BASE_SIDE = 2048;

export interface Coverage {
  region: Box;
  zoom: number;
}

export interface Job {
  region: Box;
  width: number;
  height: number;
}

/** `ahead`: what will be shown in a moment. */
export function needsRedraw(covered: Coverage | null, shown: Box, zoom: number, ahead = shown): boolean {
  if (!covered || !inside(shown, covered.region) || !inside(ahead, covered.region)) return true;
  return zoom / covered.zoom > MOST_UP || covered.zoom / zoom > MOST_DOWN;
}

/** At rest even a slight scaling is drawn anew, so that lines are crisp. */
export function isSharp(covered: Coverage | null, zoom: number): boolean {
  return covered !== null && Math.abs(zoom / covered.zoom - 1) < 0.002;
}

/** The region around the view, aligned so that its pixels fall on the screen's. */
export function detailJob(view: View, size: { w: number; h: number }, pixelRatio: number): Job {
  const [overX, overY] = [Math.ceil(size.w * OVER), Math.ceil(size.h * OVER)];
  const [width, height] = [size.w + 2 * overX, size.h + 2 * overY];
  const ratio = Math.min(pixelRatio, Math.sqrt(MOST_PIXELS / (width * height)));
  return {
    region: {
      x: (-view.x - overX) / view.zoom,
      y: (-view.y - overY) / view.zoom,
      w: width / view.zoom,
      h: height / view.zoom,
    },
    width: Math.round(width * ratio),
    height: Math.round(height * ratio),
  };
}

/** The whole document, small. */
export function baseJob(bounds: Box): Job {
  const region = { x: bounds.x - 200, y: bounds.y - 200, w: bounds.w + 400, h: bounds.h + 400 };
  const scale = BASE_SIDE / Math.max(region.w, region.h);
  return { region, width: Math.ceil(region.w * scale), height: Math.ceil(region.h * scale) };
}
