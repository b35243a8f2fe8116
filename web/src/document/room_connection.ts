// The live document's WebSocket: y-protocols, and "saved" as an acknowledgement counted per socket.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as syncProtocol from "y-protocols/sync";
import type * as Y from "yjs";
import type { Keeper } from "./canvas_document";
import type { People } from "./people";
import { WaitingChanges } from "./waiting_changes";

/**
 * "unsaved": the server cannot store anything at the moment, and is asked again.
 * "refused": the server will not take this document's edits; see `problem`.
 */
export type SaveState = "saved" | "saving" | "offline" | "unsaved" | "refused";

export type Notice = {
  type: "repaired";
  connections: { from: string; to: string; code: string; message: string }[];
  /** Of nodes that lay out of reach. */
  places?: { nodes: string[]; message: string };
};

/** "newer": the document was written by a Headwater newer than the server. */
export type Problem = "bad_update" | "not_found" | "deleted" | "too_large" | "newer";

const SYNC = 0;
const AWARENESS = 1;
const COMMITTED = 100;
const NOTICE = 101;
const WRONG_EPOCH = 4409;
const CANNOT_STORE = 1011;
const PROBLEMS: Readonly<Record<number, Problem>> = {
  1009: "too_large", // said by the server's WebSocket itself, before the room hears of it
  4400: "bad_update",
  4404: "not_found",
  4410: "deleted",
  4413: "too_large",
  4426: "newer",
};
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 10_000;

export interface RoomOptions {
  url: string;
  /** Changes that wait to be stored; those of closed tabs among them. */
  waiting?: WaitingChanges;
  /** Who else is here. */
  people?: People;
  /** Another kind of socket in tests. */
  open?: (url: string) => WebSocket;
  onNotice?: (notice: Notice) => void;
  /** The server holds another epoch of this canvas: the local copy must be dropped. */
  onWrongEpoch?: () => void;
}

export class RoomConnection implements Keeper {
  problem: Problem | null = null;
  /** True once the server's whole document has arrived at least once. */
  everSynced = false;

  private socket: WebSocket | null = null;
  /** Update messages sent on this socket, and how many of them are committed. */
  private sent = 0;
  private acknowledged = 0;
  /** The server's document has arrived on this socket; ours has been sent on it. */
  private received = false;
  private answered = false;
  private tries = 0;
  /** The server could not store something, and has stored nothing since. */
  private failing = false;
  private readonly changes: WaitingChanges;
  private silence: (() => void) | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  private waiting: { count: number; resolve: () => void }[] = [];
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly doc: Y.Doc,
    private readonly options: RoomOptions,
  ) {
    this.changes = options.waiting ?? new WaitingChanges(options.url, null);
    doc.on("update", this.sendUpdate);
    this.connect();
  }

  /** Changes of this browser that the server has not acknowledged. */
  get unsaved(): number {
    return this.changes.count;
  }

  get state(): SaveState {
    if (this.problem) return "refused";
    if (this.failing) return "unsaved";
    if (!this.live) return "offline";
    return this.acknowledged >= this.sent ? "saved" : "saving";
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  saved(): Promise<void> {
    if (this.state === "saved") return Promise.resolve();
    // Before our document has been sent on this socket, its first message (sync step 2) will carry every edit so far.
    const count = this.answered ? this.sent : 1;
    return new Promise((resolve) => this.waiting.push({ count, resolve }));
  }

  /** Tries at once instead of waiting for the next attempt: the network is back, the tab is looked at again. */
  wake = (): void => {
    if (this.retry === undefined) return;
    clearTimeout(this.retry);
    this.connect();
  };

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    this.doc.off("update", this.sendUpdate);
    this.socket?.close();
  }

  private get live(): boolean {
    return this.socket?.readyState === WebSocket.OPEN && this.received && this.answered;
  }

  private connect(): void {
    this.retry = undefined;
    const open = this.options.open ?? ((url: string) => new WebSocket(url));
    const socket = open(this.options.url);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.greet();
    socket.onmessage = (event) => this.receive(new Uint8Array(event.data as ArrayBuffer));
    socket.onclose = (event) => this.lost(event.code);
    this.socket = socket;
  }

  private greet(): void {
    this.sent = 0;
    this.acknowledged = 0;
    this.send(SYNC, (encoder) => syncProtocol.writeSyncStep1(encoder, this.doc));
    this.silence = this.options.people?.speak((payload) =>
      this.send(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, payload)),
    );
  }

  private receive(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    const kind = decoding.readVarUint(decoder);
    if (kind === AWARENESS) this.options.people?.hear(decoder);
    else if (kind === SYNC) this.synchronise(decoder);
    else if (kind === COMMITTED) this.committed(decoding.readVarUint(decoder));
    else if (kind === NOTICE) {
      this.options.onNotice?.(JSON.parse(new TextDecoder().decode(decoding.readTailAsUint8Array(decoder))) as Notice);
    }
    this.tell();
  }

  private synchronise(decoder: decoding.Decoder): void {
    const answer = encoding.createEncoder();
    encoding.writeVarUint(answer, SYNC);
    const step = syncProtocol.readSyncMessage(decoder, answer, this.doc, this);
    if (step === syncProtocol.messageYjsSyncStep1) {
      this.sent++;
      this.answered = true;
      this.changes.sendAll();
      this.socket?.send(encoding.toUint8Array(answer) as Uint8Array<ArrayBuffer>);
    } else if (step === syncProtocol.messageYjsSyncStep2) {
      this.received = true;
      this.everSynced = true;
    }
  }

  private committed(count: number): void {
    this.acknowledged = count;
    this.tries = 0; // only now: a server that takes everything and stores nothing is not asked at once again
    this.failing = false;
    this.changes.acknowledged(count);
    const done = this.waiting.filter((waiter) => waiter.count <= count);
    this.waiting = this.waiting.filter((waiter) => waiter.count > count);
    for (const waiter of done) waiter.resolve();
  }

  private readonly sendUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    // Until our sync step 2 is out there is nothing to send: it will carry this edit too.
    const sent = this.answered && this.send(SYNC, (encoder) => syncProtocol.writeUpdate(encoder, update));
    if (sent) this.sent++;
    this.changes.add(sent ? this.sent : null);
    this.tell();
  };

  private send(kind: number, write: (encoder: encoding.Encoder) => void): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    this.socket.send(encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>);
    return true;
  }

  private lost(code: number): void {
    this.received = false;
    this.answered = false;
    for (const waiter of this.waiting) waiter.count = 1;
    this.silence?.();
    this.silence = undefined;
    this.changes.lost();
    this.failing = code === CANNOT_STORE;
    this.problem = PROBLEMS[code] ?? null;
    if (code === WRONG_EPOCH) this.options.onWrongEpoch?.();
    else if (!this.closed && !this.problem) this.retryLater();
    this.tell();
  }

  private retryLater(): void {
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.tries++);
    this.retry = setTimeout(() => this.connect(), longest * (0.5 + Math.random() / 2));
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
