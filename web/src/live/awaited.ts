// Generations whose end somebody waits for, wherever they are looking: what comes of them is told once.
import type { Generation } from "../api/types";
import { isActive } from "./store";

const awaited = new Map<string, (ended: Generation) => void>();

/** Calls back once it has ended; the returned function calls it off. */
export function awaitEnd(id: string, told: (ended: Generation) => void): () => void {
  awaited.set(id, told);
  return () => awaited.delete(id);
}

/** News of a generation, from whoever has it. */
export function tellWaiting(news: Generation): void {
  const told = awaited.get(news.id);
  if (!told || isActive(news)) return;
  awaited.delete(news.id);
  told(news);
}
