// The plan of a scope as the server has it now, asked again whenever something on the canvas changes.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { planRun } from "../api/client";
import type { Plan, Scope } from "../api/types";
import { useDocument, useVersion } from "../document/context";
import { useLive } from "../live/store";

/** Milliseconds without a change until it is asked again. */
const CALM = 250;

export function usePlan(scope: Scope) {
  const document = useDocument();
  const queries = useQueryClient();
  const key = ["plan", document.id, scope] as const;
  const query = useQuery({
    queryKey: key,
    queryFn: async (): Promise<Plan> => {
      await document.saved();
      return planRun(document.id, scope);
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
    placeholderData: (before) => before, // what was shown stays in sight while another way to run is looked at
  });
  useAskedAgain(query.refetch);
  const replace = (plan: Plan) => queries.setQueryData<Plan>(key, plan);
  return { plan: query.data, behind: query.isPlaceholderData, error: query.error, refetch: query.refetch, replace };
}

function useAskedAgain(refetch: () => void): void {
  const version = useVersion();
  // A rehearsal moves no credits: that it has ended is the only news of it.
  const moved = useLive(
    ({ generations, balance, over }) => `${balance} ${Object.keys(generations).length} ${over.size}`,
  );
  const news = `${version} ${moved}`;
  const known = useRef(news);
  useEffect(() => {
    if (known.current === news) return;
    known.current = news;
    const timer = setTimeout(refetch, CALM);
    return () => clearTimeout(timer);
  }, [news, refetch]);
}
