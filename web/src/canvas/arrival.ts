// Coming to a canvas for a reason that stands in the address: to a node, or with an asset to place.

export function nodeOn(canvas: string, node: string): string {
  return `${canvasPath(canvas)}?${new URLSearchParams({ node })}`;
}

export function canvasWith(canvas: string, asset: string): string {
  return `${canvasPath(canvas)}?${new URLSearchParams({ asset })}`;
}

export interface Arrival {
  /** The node to go to. */
  node: string | null;
  /** The asset to place. */
  asset: string | null;
}

export function arrivalIn(search: string): Arrival {
  const said = new URLSearchParams(search);
  return { node: said.get("node"), asset: said.get("asset") };
}

function canvasPath(canvas: string): string {
  return `/canvas/${encodeURIComponent(canvas)}`;
}
