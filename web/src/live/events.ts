// The line to the server: opens, reopens with patience, and reads everything anew each time it opens.
import type { QueryClient } from "@tanstack/react-query";
import { listGenerations, listRuns } from "../api/client";
import type { LiveMessage } from "../api/types";
import { noteGeneration } from "../generations/history_news";
import { noteAsset } from "../node/gone_files";
import { toast } from "../ui/Toasts";
import { askAgain } from "./asking";
import { tellWaiting } from "./awaited";
import { NOTHING, receive, replaceGenerations, replaceRun, useLive } from "./store";

export { isActive, useBalance, useGeneration, useLive, usePreview } from "./store";

/** As many of a canvas's newest generations are read as the server gives at once. */
const NEWEST = 1_000;
const FIRST_WAIT = 400;
const LONGEST_WAIT = 8_000;

/** Milliseconds before attempt `n` (from 0): doubles up to a limit, and spread so that tabs do not come all at once. */
export function patience(attempt: number, spread = Math.random()): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt) * (0.75 + spread / 2);
}

const socketAddress = () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/live`;

async function readGenerations(canvas: string): Promise<void> {
  const [list, runs] = await Promise.all([
    listGenerations({ canvas, limit: NEWEST }).catch(() => null),
    listRuns({ canvas, limit: 1 }).catch(() => []),
  ]);
  useLive.setState((state) => replaceRun(state, canvas, runs[0]));
  list?.forEach(tellWaiting);
  if (list) useLive.setState((state) => replaceGenerations(state, canvas, list));
}

/** Which canvas is on screen: its generations are read, and kept up to date from here on. */
export function watchCanvas(canvas: string): void {
  useLive.setState({ canvas, generations: {}, going: {}, over: new Set(), previews: {}, run: null });
  void readGenerations(canvas);
}

/** Results that arrive where nobody looks are told in words; the lists that show them are read again. */
function tell(message: LiveMessage, queries: QueryClient): void {
  if (message.type === "asset") {
    if (message.message) toast({ text: message.message, action: { label: "Assets", href: "/assets" } });
    void askAgain(queries, ["assets"]);
    void askAgain(queries, ["asset", message.asset.id]);
    noteAsset(message.asset);
  }
  if (message.type === "providers") for (const key of ["providers", "models", "panel"]) void askAgain(queries, [key]);
  if (message.type === "limits") for (const key of ["limits", "panel"]) void askAgain(queries, [key]);
  if (message.type === "canvas") void askAgain(queries, ["canvases"]);
  if (message.type === "credits")
    for (const key of ["entries", "costs", "proof", "limits"]) void askAgain(queries, [key]);
  if (message.type === "generation") {
    noteGeneration(queries, message.generation);
    tellWaiting(message.generation);
  }
  if (message.type === "generation" && message.generation.take) {
    void askAgain(queries, ["takes", message.generation.canvas, message.generation.node]);
  }
}

function hear(data: unknown, queries: QueryClient): void {
  const message = JSON.parse(String(data)) as LiveMessage;
  const wasDown = useLive.getState().line === "offline";
  useLive.setState((state) => receive(state, message));
  if (message.type !== "hello") tell(message, queries);
  else readAnew(wasDown ? queries : null);
}

/** After a time without news nothing that was read before can be trusted. */
function readAnew(queries: QueryClient | null): void {
  const { canvas } = useLive.getState();
  if (canvas) void readGenerations(canvas);
  void queries?.invalidateQueries();
}

/** Opens the line and keeps it open until the returned function is called. */
export function startLive(queries: QueryClient): () => void {
  let attempt = 0;
  let stopped = false;
  let timer = 0;
  let socket: WebSocket | null = null;

  function open(): void {
    window.clearTimeout(timer);
    socket = new WebSocket(socketAddress());
    socket.onmessage = (event) => {
      attempt = 0;
      hear(event.data, queries);
    };
    socket.onclose = () => {
      if (stopped) return;
      useLive.setState({ line: "offline" });
      timer = window.setTimeout(open, patience(attempt++));
    };
  }

  /** The network came back: there is no reason to wait any longer. */
  function hurry(): void {
    if (socket?.readyState === WebSocket.CLOSED) open();
  }

  window.addEventListener("online", hurry);
  open();
  return () => {
    stopped = true;
    window.removeEventListener("online", hurry);
    window.clearTimeout(timer);
    socket?.close();
    useLive.setState(NOTHING);
  };
}
