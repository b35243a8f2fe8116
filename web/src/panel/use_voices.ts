// Where the voices of a model can be heard.
import { useQuery } from "@tanstack/react-query";
import { listVoices } from "../api/client";
import type { VoiceSample } from "../api/types";

const NONE: readonly VoiceSample[] = [];
/** Milliseconds: a take made meanwhile is heard a little later. */
const FRESH = 30_000;

/** `model` null: it has no voices. */
export function useVoices(model: string | null): readonly VoiceSample[] {
  const query = useQuery({
    queryKey: ["voices", model],
    queryFn: () => listVoices(model ?? ""),
    enabled: model !== null,
    staleTime: FRESH,
  });
  return query.data ?? NONE;
}
