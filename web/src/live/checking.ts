// Asks a provider what became of a request whose outcome is unknown, and keeps its answer in words.
import { create } from "zustand";
import { checkGeneration } from "../api/client";
import { messageOf } from "../api/errors";
import type { Generation } from "../api/types";
import { toast } from "../ui/Toasts";
import { receive, useLive } from "./store";

export interface Checked {
  asking: boolean;
  /** What the last answer was; null before there was one. */
  answer: string | null;
}

const NOT_YET: Checked = { asking: false, answer: null };
const useChecks = create<Readonly<Record<string, Checked>>>(() => ({}));

/** How the asking about one generation stands. */
export function useChecked(id: string): Checked {
  return useChecks((checks) => checks[id] ?? NOT_YET);
}

/** What is found goes on as a generation of its own, which is given. Nothing is sent again. */
export async function check({ id }: Generation): Promise<Generation | null> {
  if (useChecks.getState()[id]?.asking) return null;
  useChecks.setState({ [id]: { asking: true, answer: null } });
  try {
    const found = await checkGeneration(id);
    useLive.setState((state) => receive(state, { type: "generation", generation: found }));
    useChecks.setState({ [id]: { asking: false, answer: answerWords(id, found) } });
    if (found.id !== id) toast({ text: answerWords(id, found) });
    return found;
  } catch (error) {
    useChecks.setState({ [id]: { asking: false, answer: messageOf(error) } });
    return null;
  }
}

/** What the provider's answer means. */
export function answerWords(asked: string, found: Pick<Generation, "id" | "state" | "price" | "error">): string {
  if (found.id === asked) return found.error?.message ?? "The provider has nothing of this request.";
  if (found.state === "succeeded") return "The provider had made it. The result is here.";
  const cost = found.price === "1" ? "1 credit is" : `${found.price} credits are`;
  return `The provider has it: its result is fetched now, and ${cost} held for it. Nothing was sent again.`;
}
