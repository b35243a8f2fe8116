// Which nodes of the open canvas show something else than would be made now: asked again, calmly, as the canvas changes.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { create } from "zustand";
import { listOutdated } from "../api/client";
import { useDocument, useVersion } from "../document/context";
import { useLive } from "../live/store";

/** Milliseconds without a change until it is asked again: a mark may come late, and never while one types. */
const CALM = 900;

/** By node, what changed since its result was made. */
export const useOutdated = create<Readonly<Record<string, readonly string[]>>>(() => ({}));

export function useOutdatedOf(node: string): readonly string[] | undefined {
  return useOutdated((outdated) => outdated[node]);
}

/** Keeps the marks of the open canvas true. */
export function useMarks(): void {
  const document = useDocument();
  const version = useVersion();
  const over = useLive((state) => state.over);
  const { data, refetch } = useQuery({
    queryKey: ["outdated", document.id],
    queryFn: async ({ signal }) => {
      await document.saved();
      return listOutdated(document.id, signal);
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are the reasons to ask again
  useEffect(() => {
    const timer = setTimeout(() => void refetch(), CALM);
    return () => clearTimeout(timer);
  }, [version, over, refetch]);
  useEffect(() => {
    useOutdated.setState(Object.fromEntries((data ?? []).map(({ node, why }) => [node, why])), true);
  }, [data]);
}
