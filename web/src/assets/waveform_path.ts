// Peaks to one SVG path: a row of upright strokes around the middle.
const STROKES = 32;
const WIDTH = 96;
const LOUDEST = 255;

/** `peaks`: loudness from 0 to 255 over the length of the sound. `height` in the units of the drawing. */
export function waveformPath(peaks: readonly number[], height: number): string {
  if (peaks.length === 0) return "";
  return Array.from({ length: STROKES }, (_, index) => stroke(peaks, index, height)).join("");
}

function stroke(peaks: readonly number[], index: number, height: number): string {
  const from = Math.floor((index * peaks.length) / STROKES);
  const to = Math.max(from + 1, Math.floor(((index + 1) * peaks.length) / STROKES));
  const loudness = Math.max(0, ...peaks.slice(from, to)) / LOUDEST;
  const half = Math.max(0.5, (loudness * height) / 2 - 1);
  const x = ((index + 0.5) * WIDTH) / STROKES;
  return `M${x.toFixed(1)} ${(height / 2 - half).toFixed(1)}V${(height / 2 + half).toFixed(1)}`;
}
