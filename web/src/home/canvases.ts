// The list of canvases and what is done with them. Each action shows at once, and says itself what went wrong.
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { navigate } from "../address";
import { createCanvas, deleteCanvas, duplicateCanvas, listCanvases, renameCanvas, restoreCanvas } from "../api/client";
import { messageOf } from "../api/errors";
import type { CanvasSummary } from "../api/types";
import { toast } from "../ui/Toasts";

const LIST = ["canvases", "kept"];
const DELETED = ["canvases", "deleted"];

export function useCanvases(deleted = false) {
  return useQuery({
    queryKey: deleted ? DELETED : LIST,
    // The client's own types lose what pairs are.
    queryFn: () => listCanvases(deleted) as Promise<CanvasSummary[]>,
    staleTime: 0,
  });
}

export const canvasAddress = (id: string) => `/canvas/${encodeURIComponent(id)}`;

export function create(): Promise<void> {
  return told("No canvas was made.", async () => navigate(canvasAddress((await createCanvas()).id)));
}

export function rename(queries: QueryClient, { id }: CanvasSummary, title: string): Promise<void> {
  change(queries, LIST, (list) => list.map((each) => (each.id === id ? { ...each, title } : each)));
  return settled(queries, "It was not renamed.", async () => void (await renameCanvas(id, title)));
}

export function duplicate(queries: QueryClient, { id }: CanvasSummary): Promise<void> {
  return settled(queries, "It was not duplicated.", async () => {
    const made = await duplicateCanvas(id);
    toast({ text: `“${made.title}” is a copy of its own.`, action: { label: "Open", href: canvasAddress(made.id) } });
  });
}

/** Asks nothing, since nothing is lost. */
export function remove(queries: QueryClient, canvas: CanvasSummary): Promise<void> {
  change(queries, LIST, (list) => list.filter((each) => each.id !== canvas.id));
  return settled(queries, "It was not deleted.", async () => {
    await deleteCanvas(canvas.id);
    toast({ text: `“${canvas.title}” was deleted.`, undo: () => void restore(queries, canvas) });
  });
}

export function restore(queries: QueryClient, { id }: Pick<CanvasSummary, "id">): Promise<void> {
  change(queries, DELETED, (list) => list.filter((each) => each.id !== id));
  return settled(queries, "It was not restored.", async () => void (await restoreCanvas(id)));
}

/** The canvases whose titles have all of these words. */
export function named(canvases: readonly CanvasSummary[], words: string): readonly CanvasSummary[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return canvases.filter(({ title }) => wanted.every((word) => title.toLowerCase().includes(word)));
}

function change(queries: QueryClient, key: string[], by: (list: CanvasSummary[]) => CanvasSummary[]): void {
  void queries.cancelQueries({ queryKey: key });
  queries.setQueryData<CanvasSummary[]>(key, (list) => list && by(list));
}

async function settled(queries: QueryClient, failed: string, action: () => Promise<void>): Promise<void> {
  await told(failed, action);
  await queries.invalidateQueries({ queryKey: ["canvases"] });
}

async function told(failed: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    toast({ text: `${failed} ${messageOf(error)}`, failed: true });
  }
}
