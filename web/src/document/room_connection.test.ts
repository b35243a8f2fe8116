import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as syncProtocol from "y-protocols/sync";
import * as Y from "yjs";
import { type Notice, RoomConnection } from "./room_connection";

/** The server's end of a socket: a document, and acknowledgements sent by hand. */
class FakeRoom {
  static readonly OPEN = 1;
  readyState = 0;
  binaryType = "";
  received = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly doc: Y.Doc) {}

  open(): void {
    this.readyState = FakeRoom.OPEN;
    this.onopen?.();
    this.push(0, (encoder) => syncProtocol.writeSyncStep1(encoder, this.doc));
  }

  send(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    decoding.readVarUint(decoder);
    const answer = encoding.createEncoder();
    const step = syncProtocol.readSyncMessage(decoder, answer, this.doc, "browser");
    if (step === 0) this.push(0, (encoder) => encoding.writeUint8Array(encoder, encoding.toUint8Array(answer)));
    else this.received++;
  }

  acknowledge(count = this.received): void {
    this.push(100, (encoder) => encoding.writeVarUint(encoder, count));
  }

  push(kind: number, write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    this.onmessage?.({ data: encoding.toUint8Array(encoder).slice().buffer as ArrayBuffer });
  }

  drop(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  close(): void {
    this.drop(1000);
  }
}

let server: Y.Doc;
let doc: Y.Doc;
let sockets: FakeRoom[];
let room: RoomConnection;
const notices: Notice[] = [];
const wrongEpoch = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", { OPEN: 1 });
  server = new Y.Doc();
  doc = new Y.Doc();
  sockets = [];
  room = new RoomConnection(doc, {
    url: "ws://x",
    onNotice: (notice) => notices.push(notice),
    onWrongEpoch: wrongEpoch,
    open: () => {
      sockets.push(new FakeRoom(server));
      return socket() as unknown as WebSocket;
    },
  });
});

afterEach(() => {
  room.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function socket(): FakeRoom {
  return sockets.at(-1) as FakeRoom;
}

function edit(value: number): void {
  doc.getMap("nodes").set("n", value);
}

async function settled(promise: Promise<void>): Promise<boolean> {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return done;
}

test("nothing is saved before the server has both answered and acknowledged", () => {
  expect(room.state).toBe("offline");
  socket().open();
  expect(room.state).toBe("saving");
  socket().acknowledge();
  expect(room.state).toBe("saved");
});

test("an edit is saved when its own message is acknowledged, not an earlier one", () => {
  socket().open();
  socket().acknowledge();
  edit(1);
  edit(2);
  socket().acknowledge(2);
  expect(room.state).toBe("saving");
  socket().acknowledge(3);
  expect(room.state).toBe("saved");
});

test("saved() resolves with the edits made until then, whatever is typed after", async () => {
  socket().open();
  edit(1);
  const saved = room.saved();
  edit(2);
  socket().acknowledge(1);
  expect(await settled(saved)).toBe(false);
  socket().acknowledge(2);
  expect(await settled(saved)).toBe(true);
});

test("edits made while the line is down reach the server with the next one, and saved() waits for them", async () => {
  socket().open();
  socket().acknowledge();
  socket().drop();
  edit(7);
  expect(room.state).toBe("offline");
  const saved = room.saved();
  await vi.advanceTimersByTimeAsync(200);
  expect(sockets).toHaveLength(2);
  socket().open();
  expect(server.getMap("nodes").get("n")).toBe(7);
  expect(await settled(saved)).toBe(false);
  socket().acknowledge();
  expect(await settled(saved)).toBe(true);
});

test("an acknowledgement that was lost with its socket is asked for again", async () => {
  socket().open();
  edit(1);
  const saved = room.saved();
  socket().drop();
  await vi.advanceTimersByTimeAsync(200);
  socket().open();
  expect(room.state).toBe("saving");
  socket().acknowledge();
  expect(await settled(saved)).toBe(true);
});

test("it waits longer after each failure, and not at all when woken", async () => {
  for (const wait of [200, 400, 800, 1600]) {
    socket().drop();
    await vi.advanceTimersByTimeAsync(wait / 2 - 1);
    const before = sockets.length;
    await vi.advanceTimersByTimeAsync(wait / 2 + 1);
    expect(sockets).toHaveLength(before + 1);
  }
  socket().drop();
  room.wake();
  expect(sockets).toHaveLength(6);
});

test("another epoch is told and not tried again", async () => {
  socket().open();
  socket().drop(4409);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(wrongEpoch).toHaveBeenCalledOnce();
  expect(sockets).toHaveLength(1);
});

test.each([
  [4400, "bad_update"],
  [4413, "too_large"],
  [4404, "not_found"],
  [4426, "newer"],
])("close code %i stops with a problem to show", async (code, problem) => {
  socket().open();
  socket().drop(code);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(room.state).toBe("refused");
  expect(room.problem).toBe(problem);
  expect(sockets).toHaveLength(1);
});

test("a notice of the server is handed on", () => {
  const notice: Notice = {
    type: "repaired",
    connections: [{ from: "a", to: "b", code: "circle", message: "In a circle" }],
  };
  socket().open();
  socket().push(101, (encoder) => encoding.writeUint8Array(encoder, new TextEncoder().encode(JSON.stringify(notice))));
  expect(notices).toEqual([notice]);
});
