// A node's takes as the server has them: how many, known as soon as the node is selected, and the pages that are seen.
import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { countTakes, listTakes } from "../api/client";
import type { Take, TakesCount } from "../api/types";
import { useDocument } from "../document/context";
import type { CanvasNode } from "../document/schema";
import { askAgain } from "../live/asking";
import { isUnkept, PAGE, type Pages, pagesOf, placeOf, type Seen, shownAmong } from "./strip";

export interface Strip {
  pages: Pages;
  /** Kept takes. */
  kept: number;
  /** With what is typed now and kept nowhere yet. */
  length: number;
  unkept: boolean;
  /** The place of what the node shows; null where it shows none of them. */
  shown: number | null;
  /** The take that it is; null for none, and while it was not read. */
  shownId: string | null;
}

/** Everything below this key is read again when a generation ends. */
export function takesKey(canvas: string, node: string): readonly [string, string, string] {
  return ["takes", canvas, node];
}

export interface Takes {
  /** Undefined while nothing is known. */
  strip?: Strip;
  /** Why not all that is wanted could be read. */
  error: Error | null;
  again: () => void;
}

/** `seen`: null while only the number matters. */
export function useTakes(node: CanvasNode, seen: Seen | null): Takes {
  const document = useDocument();
  const key = takesKey(document.id, node.id);
  const queries = useQueryClient();
  const { data: count, error } = useQuery({
    queryKey: [...key, "count"],
    queryFn: async () => {
      await document.saved();
      return countTakes(document.id, node.id);
    },
  });
  const kept = count?.takes ?? 0;
  const wanted = new Set(seen ? [...pagesOf(seen.first, seen.last, kept), ...pagesOf(seen.at, seen.at, kept)] : []);
  if (node.kind === "text" && kept > 0) wanted.add(0);
  const { pages, failed } = useQueries({
    queries: [...wanted].map((page) => ({
      queryKey: [...key, page],
      queryFn: () => listTakes(document.id, node.id, page * PAGE, PAGE),
    })),
    combine: (answers) => ({
      pages: new Map([...wanted].map((page, index) => [page, answers[index]?.data ?? []])),
      failed: answers.find((answer) => answer.error)?.error ?? null,
    }),
  });
  const told = { error: error ?? failed, again: () => void askAgain(queries, key) };
  return count ? { ...told, strip: stripOf(node, pages, count) } : told;
}

function stripOf(node: CanvasNode, pages: Pages, { takes: kept, newer }: TakesCount): Strip {
  const takes = [...pages.values()].flat();
  const unkept = isRead(node, takes, kept) && isUnkept(node, takes);
  const shownId = shownAmong(takes, node, newer !== null);
  // Where it was not read, the server knows.
  const told = newer === null ? null : kept - 1 - newer;
  return {
    pages,
    kept,
    length: kept + Number(unkept),
    unkept,
    shown: unkept ? kept : (placeOf(pages, kept, shownId) ?? told),
    shownId,
  };
}

/** Whether enough was read to tell if the node's words are kept: all of it, or the take that they may come from. */
function isRead({ shown }: CanvasNode, takes: readonly Take[], kept: number): boolean {
  return takes.length >= kept || takes.some(({ id }) => id === shown?.take);
}

/** For the button, which is there as long as the node is selected: whatever the node comes to show may be a take that is new, or one that was deleted and is wanted again. */
export function useNewsOfShown({ id, shown }: CanvasNode): void {
  const document = useDocument();
  const queries = useQueryClient();
  const before = useRef(shown?.take);
  useEffect(() => {
    if (before.current === shown?.take) return;
    before.current = shown?.take;
    void document.saved().then(() => askAgain(queries, takesKey(document.id, id)));
  }, [document, queries, id, shown?.take]);
}
