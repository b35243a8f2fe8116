// Keeps one node's panel true: asked again soon after anything that it depends on changed, here or in any other tab.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { getPanel } from "../api/client";
import type { Panel } from "../api/types";
import { useDocument } from "../document/context";
import { type LiveState, useLive } from "../live/store";
import { Dependence } from "./dependence";
import { Pace } from "./pace";
import { panelKey, useTakesWanted } from "./takes_wanted";

/** Changes whenever a generation of one of these nodes moves on, or the balance changes. */
function signature(state: LiveState, nodes: readonly string[]): string {
  const states = nodes.map((node) => state.generations[node]).map((one) => (one ? one.id + one.state : ""));
  return `${state.balance} ${states.join(" ")}`;
}

/** A panel, and the version of the document that it tells of. */
interface Seen {
  panel: Panel;
  version: number;
}

export function usePanel(node: string) {
  const document = useDocument();
  const queries = useQueryClient();
  const dependence = useMemo(() => new Dependence(document, node), [document, node]);
  const version = useSyncExternalStore(dependence.subscribe, () => dependence.version);
  const nodes = useSyncExternalStore(dependence.subscribe, () => dependence.nodes);
  const takes = useTakesWanted(node);
  const key = useMemo(() => panelKey(document.id, node, takes), [document, node, takes]);
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }): Promise<Seen> => {
      const seen = dependence.version; // what is edited from here on may not be in the answer
      await document.saved();
      if (document.get(node) === undefined) throw new Error("the node was deleted meanwhile");
      return { panel: await getPanel(document.id, node, takes, signal), version: seen };
    },
    enabled: () => document.get(node) !== undefined, // a node that was just deleted has no panel
    refetchOnMount: "always",
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    placeholderData: (before) => before, // for another number of takes only the price differs
  });
  const { refetch } = query;
  const ask = useCallback(async () => document.get(node) && (await refetch()), [document, node, refetch]);
  const pace = useMemo(() => new Pace(ask), [ask]);
  useEffect(() => pace.stop, [pace]);

  const reasons = `${version} ${useLive((state) => signature(state, nodes))}`;
  useNews(reasons, pace.soon);
  const { errorUpdatedAt, dataUpdatedAt } = query;
  useEffect(
    () => void (errorUpdatedAt > dataUpdatedAt ? pace.failed() : pace.answered()),
    [pace, errorUpdatedAt, dataUpdatedAt],
  );

  /** What the server says instead of `shown`; nothing, where another answer came meanwhile. */
  const replace = useCallback(
    (panel: Panel, shown: Panel) =>
      queries.setQueryData<Seen>(key, (held) => (held?.panel === shown ? { ...held, panel } : held)),
    [queries, key],
  );
  /** The panel as it is once every edit so far is in it. */
  const catchUp = useCallback(async () => {
    const { isError, data } = await refetch();
    return isError ? undefined : data?.panel; // what is held then is the old one
  }, [refetch]);
  const behind = query.isPlaceholderData || (query.data !== undefined && query.data.version < version);
  return { panel: query.data?.panel, behind, error: query.error, refresh: pace.now, replace, catchUp };
}

/** Does something whenever `news` is another, but not at first. */
function useNews(news: string, act: () => void): void {
  const known = useRef(news);
  useEffect(() => {
    if (known.current === news) return;
    known.current = news;
    act();
  }, [news, act]);
}
