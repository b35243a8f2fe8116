import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { askAgain } from "./asking";

test("news that come while a list is read for the first time are not lost", async () => {
  const queries = new QueryClient();
  const answers: ((list: string[]) => void)[] = [];
  const observer = new QueryObserver(queries, {
    queryKey: ["canvases"],
    queryFn: () => new Promise<string[]>((resolve) => answers.push(resolve)),
  });
  const stop = observer.subscribe(() => undefined);
  const asked = askAgain(queries, ["canvases"]);
  await expect.poll(() => answers.length).toBe(2);
  answers[0]?.(["old"]);
  answers[1]?.(["old", "new"]);
  await asked;
  expect(queries.getQueryData(["canvases"])).toEqual(["old", "new"]);
  stop();
});
