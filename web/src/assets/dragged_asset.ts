// An asset on its way to a canvas, also one in another tab or window.
import type { Asset } from "../api/types";

/** The format's own name while it is dragged. */
const TYPE = "application/x-headwater-asset";

/** Only what names it: whoever takes it asks the server for the rest. */
export function carry(transfer: DataTransfer, { id, name }: Pick<Asset, "id" | "name">): void {
  transfer.setData(TYPE, id);
  transfer.setData("text/plain", name);
  transfer.effectAllowed = "copy";
}

export function carriesAsset(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes(TYPE) ?? false;
}

/** The asset's id; null when none was dropped. */
export function carriedAsset(transfer: DataTransfer | null): string | null {
  return transfer?.getData(TYPE) || null;
}
