// The open canvas for React: the provider that opens it, and the hooks through which components read it.
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from "react";
import { ApiError, networkError } from "../api/errors";
import type { Opening } from "../api/types";
import type { CanvasDocument } from "./canvas_document";
import { type OpenCanvas, openCanvas } from "./open_canvas";
import type { People, Person } from "./people";
import type { Notice, Problem, RoomConnection, SaveState } from "./room_connection";
import type { CanvasCard, CanvasNode, Connection } from "./schema";

const Context = createContext<OpenCanvas | null>(null);

interface Props {
  canvas: string;
  /** Shown while the canvas opens. */
  fallback?: ReactNode;
  /** Shown when it cannot be opened. */
  failed?: (error: ApiError) => ReactNode;
  /** Something the server had to put right, to be said to the person. */
  onNotice?: (notice: Notice) => void;
  children: ReactNode;
}

/** Opens a canvas for everything inside; give it `key={canvas}`. */
export function DocumentProvider({ canvas, fallback = null, failed, onNotice, children }: Props) {
  const [opened, setOpened] = useState<OpenCanvas | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [attempt, setAttempt] = useState(0);
  const notice = useEffectEvent((said: Notice) => onNotice?.(said));

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` opens the canvas again after its epoch changed
  useEffect(() => {
    let gone = false;
    let held: OpenCanvas | undefined;
    const events = {
      onNotice: (said: Notice) => notice(said),
      onOutdated: () => setAttempt((count) => count + 1),
    };
    openCanvas(canvas, events).then(
      (made) => {
        if (gone) return made.close();
        held = made;
        setOpened(made);
      },
      (reason: unknown) => {
        if (!gone) setError(asApiError(reason));
      },
    );
    return () => {
      gone = true;
      held?.close();
      setOpened(null);
    };
  }, [canvas, attempt]);

  useWake(opened?.room);
  if (error) return failed?.(error) ?? null;
  return opened ? <Context value={opened}>{children}</Context> : fallback;
}

/** For tests and trials: an already open canvas. */
export const OpenCanvasContext = Context;

function useOpenCanvas(): OpenCanvas {
  const opened = useContext(Context);
  if (!opened) throw new Error("There is no canvas open around this component");
  return opened;
}

export function useDocument(): CanvasDocument {
  return useOpenCanvas().document;
}

export function useOpening(): Opening {
  return useOpenCanvas().opening;
}

/** Undefined when there is no such node or note (any more). */
export function useCard(id: string): CanvasCard | undefined {
  const document = useDocument();
  return useSyncExternalStore(useNodeSubscription(id), () => document.card(id));
}

/** Undefined when there is no such node (any more). */
export function useNode(id: string): CanvasNode | undefined {
  const document = useDocument();
  return useSyncExternalStore(useNodeSubscription(id), () => document.get(id));
}

/** The connections into a node, in order. */
export function useIncoming(id: string): readonly Connection[] {
  const document = useDocument();
  return useSyncExternalStore(useNodeSubscription(id), () => document.incoming(id));
}

export function useSaveState(): SaveState {
  const { room } = useOpenCanvas();
  return useSyncExternalStore(room.subscribe, () => room.state);
}

/** Changes of this browser that the server has not acknowledged. */
export function useUnsaved(): number {
  const { room } = useOpenCanvas();
  return useSyncExternalStore(room.subscribe, () => room.unsaved);
}

/** True where this browser cannot keep what waits for the server. */
export function useCopyFailing(): boolean {
  const { copy } = useOpenCanvas();
  return useSyncExternalStore(copy.subscribe, () => copy.failing);
}

/** Those others who have this canvas open. */
export function useOthers(): readonly Person[] {
  const { people } = useOpenCanvas();
  return useSyncExternalStore(people.subscribe, () => people.others);
}

export function usePeople(): People {
  return useOpenCanvas().people;
}

/** Why the server refuses this document's edits; null in all normal days. */
export function useProblem(): Problem | null {
  const { room } = useOpenCanvas();
  return useSyncExternalStore(room.subscribe, () => room.problem);
}

/** Drops what this browser has and the server has not, and opens the canvas as it is stored. */
export function useStartAgain(): () => Promise<void> {
  return useOpenCanvas().startAgain;
}

/** False while the server's document has never arrived: an empty canvas may then be not yet loaded. */
export function useSynced(): boolean {
  const { room } = useOpenCanvas();
  return useSyncExternalStore(room.subscribe, () => room.everSynced);
}

/** Rises with every change other than of places. */
export function useVersion(): number {
  const document = useDocument();
  return useSyncExternalStore(document.subscribe, () => document.version);
}

function useNodeSubscription(id: string): (listener: () => void) => () => void {
  const document = useDocument();
  return useCallback((listener: () => void) => document.subscribeNode(id, listener), [document, id]);
}

/** Reconnects at once when the network is back or the tab is looked at again. */
function useWake(room: RoomConnection | undefined): void {
  useEffect(() => {
    if (!room) return;
    const looked = () => {
      if (window.document.visibilityState === "visible") room.wake();
    };
    window.addEventListener("online", room.wake);
    window.document.addEventListener("visibilitychange", looked);
    return () => {
      window.removeEventListener("online", room.wake);
      window.document.removeEventListener("visibilitychange", looked);
    };
  }, [room]);
}

function asApiError(reason: unknown): ApiError {
  return reason instanceof ApiError ? reason : networkError();
}
