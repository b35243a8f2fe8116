// What canvases are called.
import { useQuery } from "@tanstack/react-query";
import { listCanvases } from "../api/client";

export type Titles = ReadonlyMap<string, string> | undefined;

/** By id; undefined until they are known. */
export function useTitles(): Titles {
  const { data } = useQuery({ queryKey: ["canvases", "titles"], queryFn: () => listCanvases() });
  return data && new Map(data.map(({ id, title }) => [id, title]));
}

export function titleOf(titles: Titles, canvas: string): string {
  return titles === undefined ? "" : (titles.get(canvas) ?? "A deleted canvas");
}
