// Saving what a node shows, under its title; where it has had several takes, with the number of the one shown.
import { assetFile, listTakes } from "../api/client";
import { messageOf } from "../api/errors";
import type { CanvasNode } from "../document/schema";
import { toast } from "../ui/Toasts";

/** More than a node ever has. */
const MOST_TAKES = 1000;

export async function download(canvas: string, node: CanvasNode): Promise<void> {
  try {
    const name = named(node.title, await takeNumber(canvas, node));
    if (node.shown?.asset) save(assetFile(node.shown.asset, name), "");
    else saveText(node.text, `${name}.md`);
  } catch (error) {
    toast({ text: `Nothing was downloaded. ${messageOf(error)}`, failed: true });
  }
}

/** "Harbour, take 3"; a node's only content has just the title. */
export function named(title: string, take: number | null): string {
  return take === null ? title : `${title}, take ${take}`;
}

/** Counted from the first one that is still there; null for an only one, and for a text that was changed since. */
async function takeNumber(canvas: string, { id, shown }: CanvasNode): Promise<number | null> {
  if (!shown) return null;
  const takes = await listTakes(canvas, id, 0, MOST_TAKES);
  const at = takes.findIndex(({ id: take }) => take === shown.take);
  return at < 0 || takes.length === 1 ? null : takes.length - at;
}

function saveText(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  save(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Without a name, the server gives it. */
function save(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
