// Keeps one node's panel true: asked again after every acknowledged change and whenever something upstream moves.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { getPanel } from "../api/client";
import type { Panel } from "../api/types";
import { useDocument, useVersion } from "../document/context";
import { type LiveState, useLive } from "../live/store";

/** Changes whenever the state of a generation of one of these nodes changes, or the balance does. */
function signature(state: LiveState, nodes: readonly string[]): string {
  const states = nodes.map((node) => state.generations[node]).map((one) => (one ? one.id + one.state : ""));
  return `${state.balance} ${states.join(" ")}`;
}

/** Runs `work` again if it was asked for while running; never twice at once. */
function useOneAtATime(work: () => Promise<unknown>): () => Promise<void> {
  const state = useRef({ running: false, again: false });
  return useCallback(async () => {
    const now = state.current;
    now.again = true;
    if (now.running) return;
    now.running = true;
    while (now.again) {
      now.again = false;
      await work();
    }
    now.running = false;
  }, [work]);
}

/** A panel, and the version of the document that it tells of. */
interface Seen {
  panel: Panel;
  version: number;
}

export function usePanel(node: string) {
  const document = useDocument();
  const queries = useQueryClient();
  const version = useVersion();
  const key = useMemo(() => ["panel", document.id, node] as const, [document, node]);
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }): Promise<Seen> => {
      await document.saved();
      const seen = document.version;
      return { panel: await getPanel(document.id, node, signal), version: seen };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { refetch } = query;
  const refresh = useOneAtATime(useCallback(() => refetch(), [refetch]));

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is upstream may change with every version
  const nodes = useMemo(() => [node, ...document.upstreamOf(node)], [document, node, version]);
  const states = useLive((state) => signature(state, nodes));

  // biome-ignore lint/correctness/useExhaustiveDependencies: these are the reasons to ask again
  useEffect(() => void refresh(), [refresh, version, states]);

  const replace = useCallback(
    (panel: Panel) => queries.setQueryData<Seen>(key, { panel, version: document.version }),
    [queries, key, document],
  );
  /** The panel as it is once every edit so far is in it. */
  const catchUp = useCallback(async () => (await refetch()).data?.panel, [refetch]);
  const behind = query.data !== undefined && query.data.version !== version;
  return { panel: query.data?.panel, behind, error: query.error, refresh, replace, catchUp };
}
