// Peaks to the upright strokes of a waveform.

/** Units of the drawing from one stroke to the next. */
const APART = 4;

/** `peaks`: loudness, 0 to 1, over the length of the sound. A quiet sound still shows dots. */
export function strokesPath(peaks: readonly number[], width: number, height: number): string {
  const count = Math.floor(width / APART);
  const middle = height / 2;
  let path = "";
  for (let index = 0; index < count; index++) {
    const half = Math.max(0.5, loudest(peaks, index / count, (index + 1) / count) * (middle - 2));
    const x = (index + 0.5) * APART;
    path += `M${x} ${round(middle - half)}V${round(middle + half)}`;
  }
  return path;
}

function loudest(peaks: readonly number[], from: number, to: number): number {
  const start = Math.floor(from * peaks.length);
  const part = peaks.slice(start, Math.max(start + 1, Math.floor(to * peaks.length)));
  return Math.min(1, Math.max(0, ...part));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
