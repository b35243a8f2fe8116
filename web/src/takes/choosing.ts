// What is done with takes: showing another, deleting one, and setting the panel as it was. Nothing that stands there is lost.
import type { QueryClient } from "@tanstack/react-query";
import { adoptTake, deleteTake, keepTyped, restoreTake } from "../api/client";
import { messageOf } from "../api/errors";
import type { Arranged, Take } from "../api/types";
import type { CanvasDocument } from "../document/canvas_document";
import type { CanvasNode, Json } from "../document/schema";
import { askAgain } from "../live/asking";
import { toast } from "../ui/Toasts";
import { shownFrom } from "./strip";
import { takesKey } from "./use_takes";

/** What to work on. */
export interface Desk {
  document: CanvasDocument;
  queries: QueryClient;
}

/** Shows a take, as an edit. What stood there and is no take of this node yet becomes one first. */
export async function choose(desk: Desk, node: string, take: Take): Promise<void> {
  await attempt(desk, node, async () => {
    await keepWhatStands(desk, node, take);
    desk.document.choose(node, shownFrom(take), take.text);
  });
}

/** Takes it out of its node, with a way back. A node that showed it shows the one before it. */
export async function remove(desk: Desk, node: string, take: Take, shown: boolean): Promise<void> {
  await attempt(desk, node, async () => {
    const { document } = desk;
    await document.saved();
    const { instead } = await deleteTake(document.id, node, take.id);
    const held = document.get(node);
    const stands = held !== undefined && (take.text === null || take.text === held.text);
    if (shown && stands)
      document.choose(node, instead && shownFrom(instead), instead ? instead.text : clearedText(held));
    else if (held?.shown?.take === take.id) document.choose(node, null, null);
    const words = take.asset ? "The take was deleted. Its file stays in your assets." : "The take was deleted.";
    toast({ text: words, undo: () => void restore(desk, node, take, shown) });
  });
}

/** Puts a deleted take back, and in the node if it was shown there. */
async function restore(desk: Desk, node: string, take: Take, shown: boolean): Promise<void> {
  if (shown) await choose(desk, node, take);
  await attempt(desk, node, () => restoreTake(desk.document.id, node, take.id));
}

/** Sets a node's panel as it was for a take, as one edit. */
export function arrange(document: CanvasDocument, node: string, { settings, ...set }: Arranged): void {
  document.arrange(node, { ...set, settings: settings as Record<string, Json> });
}

/** Typed text, or what a copied node came with, is kept as a take before another one takes its place. */
async function keepWhatStands({ document }: Desk, node: string, next: Take): Promise<void> {
  await document.saved();
  const held = document.get(node);
  if (held?.kind === "text" && held.text.trim() !== "" && held.text !== next.text) {
    await keepTyped(document.id, node, held.text);
  }
  if (held?.shown && held.shown.take !== next.id) await adoptTake(document.id, node);
}

/** Says in words what could not be done; the strip is read again in any case. */
async function attempt({ document, queries }: Desk, node: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    toast({ text: messageOf(error), failed: true });
  }
  await document.saved();
  await askAgain(queries, takesKey(document.id, node));
}

function clearedText({ kind }: CanvasNode): string | null {
  return kind === "text" ? "" : null;
}
