// News of a generation goes into every list that shows it at once; whether it still belongs there is asked a little later.
import type { QueryClient } from "@tanstack/react-query";
import type { Chapter, Generation, Story } from "../api/types";
import { askAgain } from "../live/asking";

/** Milliseconds between two questions while many generations begin and end. */
const PAUSE = 400;

let waiting = false;

/** Lists and windows show the news; a generation that is new, or stands otherwise, is asked for with the rest. */
export function noteGeneration(queries: QueryClient, news: Generation): void {
  let known = false;
  queries.setQueriesData<Chapter[]>({ queryKey: ["history", "page"] }, (page) => {
    const now = page && withNews(page, news);
    if (now) known ||= page?.find(({ generation }) => generation.id === news.id)?.generation.state === news.state;
    return now ?? page;
  });
  queries.setQueryData<Story>(["history", "story", news.id], (story) =>
    story ? { ...story, chapter: { ...story.chapter, generation: news } } : story,
  );
  if (!known || news.take) askSoon(queries);
}

/** The page with what is new of one of its generations; null where it has none of it. */
export function withNews(page: readonly Chapter[], news: Generation): Chapter[] | null {
  if (!page.some(({ generation }) => generation.id === news.id)) return null;
  return page.map((chapter) => (chapter.generation.id === news.id ? { ...chapter, generation: news } : chapter));
}

function askSoon(queries: QueryClient): void {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    void askAgain(queries, ["history"]);
  }, PAUSE);
}
