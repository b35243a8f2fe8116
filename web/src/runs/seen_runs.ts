// Which ended runs nobody needs to be told of any more: those that were dismissed, and good ones that ended before one came.
import { create } from "zustand";
import type { Run } from "../api/types";

const KEY = "headwater.run.dismissed";
const OPENED = Date.now();

const useLast = create<{ id: string | null }>(() => ({ id: localStorage.getItem(KEY) }));

export function dismiss({ id }: Run): void {
  localStorage.setItem(KEY, id);
  useLast.setState({ id });
}

export function useDismissed(run: Run | null): boolean {
  const last = useLast(({ id }) => id);
  if (run === null || run.state === "running") return false;
  const old = run.state !== "failed" && run.ended !== null && run.ended < OPENED;
  return last === run.id || old;
}
