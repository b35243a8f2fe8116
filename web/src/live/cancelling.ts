// Stops a generation, says at once that it was asked to, and then what came of it.
import { create } from "zustand";
import { cancelGeneration } from "../api/client";
import { messageOf } from "../api/errors";
import type { Generation } from "../api/types";
import { toast } from "../ui/Toasts";
import { awaitEnd, tellWaiting } from "./awaited";
import { receive, useLive } from "./store";

/** Those that this tab asked to stop, before the server has said that it heard. */
const useAsked = create<ReadonlySet<string>>(() => new Set<string>());

export function useCancelling({ id, cancelling }: Generation): boolean {
  const asked = useAsked((ids) => ids.has(id));
  return asked || cancelling;
}

/** All takes of a node that are being made. */
export async function cancelAll(going: readonly Generation[]): Promise<void> {
  await Promise.all(going.map(cancel));
}

export async function cancel(generation: Generation): Promise<void> {
  const { id } = generation;
  const forget = awaitEnd(id, (ended) => {
    const words = outcome(ended);
    if (words) toast({ text: words });
  });
  useAsked.setState((ids) => new Set([...ids, id]), true);
  try {
    const now = await cancelGeneration(id);
    useLive.setState((state) => receive(state, { type: "generation", generation: now }));
    tellWaiting(now);
  } catch (error) {
    forget();
    useAsked.setState((ids) => new Set([...ids].filter((other) => other !== id)), true);
    toast({ text: messageOf(error), failed: true });
  }
}

/** Null where the node itself says what happened. */
export function outcome({ state, price, charged, error }: Generation): string | null {
  if (state === "cancelled") return error?.message ?? "Cancelled.";
  if (state !== "succeeded") return null;
  const paid = charged ?? price;
  const cost = paid === "1" ? "1 credit was" : `${paid} credits were`;
  return `It was finished before it could be stopped. The result is kept, and its ${cost} used.`;
}
