// Coming to a canvas for a reason that stands in the address: to a node, or with an asset to place.

export function nodeOn(canvas: string, node: string): string {
  return `${canvasPath(canvas)}?${new URLSearchParams({ node })}`;
}

/** To a node, with Generate in its panel to press. */
export function panelOn(canvas: string, node: string): string {
  return `${nodeOn(canvas, node)}&panel`;
}

export function canvasWith(canvas: string, asset: string): string {
  return `${canvasPath(canvas)}?${new URLSearchParams({ asset })}`;
}

export interface Arrival {
  /** The node to go to. */
  node: string | null;
  /** Whether its panel is come for. */
  panel: boolean;
  /** The asset to place. */
  asset: string | null;
}

export function arrivalIn(search: string): Arrival {
  const said = new URLSearchParams(search);
  return { node: said.get("node"), panel: said.has("panel"), asset: said.get("asset") };
}

function canvasPath(canvas: string): string {
  return `/canvas/${encodeURIComponent(canvas)}`;
}
