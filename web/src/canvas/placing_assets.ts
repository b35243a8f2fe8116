// Assets that become nodes: each a new one of its kind that shows it.
import { getAsset } from "../api/client";
import { messageOf } from "../api/errors";
import type { Asset } from "../api/types";
import { assetName } from "../assets/asset_words";
import { toast } from "../ui/Toasts";
import { freePlace } from "./free_place";
import { centerOf, type Point, sizeOf } from "./geometry";
import { removeIfEmpty, showTake } from "./uploads";
import type { Workspace } from "./workspace";

const LONGEST_TITLE = 48;

/** A node for the asset with its middle at `at`; without a place, where there is room in view. */
export async function placeAsset(workspace: Workspace, id: string, at?: Point): Promise<void> {
  try {
    const asset = await getAsset(id);
    if (asset.deleted) throw new Error("It was deleted. Restore it in the assets to use it.");
    await place(workspace, asset, at);
  } catch (error) {
    toast({ text: `The asset was not placed. ${messageOf(error)}`, failed: true });
  }
}

async function place(workspace: Workspace, asset: Asset, at: Point | undefined): Promise<void> {
  const { document, viewport, scene } = workspace;
  const shape = { width: asset.width ?? undefined, height: asset.height ?? undefined };
  const size = sizeOf({ kind: asset.kind, w: null, h: null, settings: {}, shown: sized(shape) });
  const middle = at ?? freePlace(size, centerOf(viewport.shown), (region) => scene.query(region).size > 0);
  const node = workspace.add({ kind: asset.kind, title: titleOf(asset) }, middle);
  if (!at) viewport.reveal({ x: middle.x - size.w / 2, y: middle.y - size.h / 2, ...size });
  try {
    await showTake(document, node, asset);
  } catch (error) {
    removeIfEmpty(workspace, node);
    throw error;
  }
}

function sized({ width, height }: { width: number | undefined; height: number | undefined }) {
  return width && height ? { take: "", width, height } : null;
}

/** What was asked for, or the file without its ending. */
function titleOf(asset: Asset): string {
  const name = assetName(asset);
  const words = name === asset.name ? name.replace(/\.[^.]+$/, "") : name;
  return words.length > LONGEST_TITLE ? `${words.slice(0, LONGEST_TITLE).trimEnd()}…` : words;
}
