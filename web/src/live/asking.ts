// What was read is asked for again, also where it is only just being read for the first time.
import type { QueryClient, QueryKey } from "@tanstack/react-query";

/** Ask again for everything below a key. A first answer that is on its way may be older than the news: it is not waited for. */
export async function askAgain(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  await queries.cancelQueries({ queryKey, predicate: (query) => query.state.data === undefined });
  await queries.invalidateQueries({ queryKey });
}
