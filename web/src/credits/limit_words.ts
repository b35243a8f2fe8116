// Limits of canvases, with one of them changed.

/** The same limits, where `canvas` has another, or none for null. */
export function withCanvas(
  canvases: Readonly<Record<string, string>>,
  canvas: string,
  amount: string | null,
): Record<string, string> {
  const { [canvas]: _, ...rest } = canvases;
  return amount === null ? rest : { ...canvases, [canvas]: amount };
}
