// Opens one canvas: what the server says about it, the local copy, then the live connection.
import { IndexeddbPersistence } from "y-indexeddb";
import * as Y from "yjs";
import { getConnectionTable, getOpening } from "../api/client";
import type { Opening } from "../api/types";
import { CanvasDocument } from "./canvas_document";
import { type Notice, RoomConnection } from "./room_connection";

export interface OpenCanvas {
  opening: Opening;
  document: CanvasDocument;
  room: RoomConnection;
  close(): void;
}

export interface CanvasEvents {
  onNotice: (notice: Notice) => void;
  /** This copy is of another epoch; its local copy is gone, open the canvas again. */
  onOutdated: () => void;
}

export async function openCanvas(id: string, events: CanvasEvents): Promise<OpenCanvas> {
  const [opening, table] = await Promise.all([getOpening(id), getConnectionTable()]);
  const doc = new Y.Doc();
  // Loaded before the socket opens, so that the server sends only what is new.
  const cache = await loadCache(`canvas:${id}:${opening.epoch}`, doc);
  const drop = async () => {
    await cache?.clearData().catch(() => undefined);
    events.onOutdated();
  };
  const room = new RoomConnection(doc, {
    url: documentUrl(opening),
    onNotice: events.onNotice,
    onWrongEpoch: () => void drop(),
  });
  const document = new CanvasDocument(id, table, doc, room);
  // Without a local copy nothing is known yet: neither what to show nor where to look.
  if (![...document.all()].length) await arrived(room);
  return { opening, document, room, close: () => closeAll(room, cache, doc) };
}

/** Until the server's document is here, or the server has said that it will not come. */
function arrived(room: RoomConnection): Promise<void> {
  return new Promise((resolve) => {
    const stop = room.subscribe(() => {
      if (!room.everSynced && !room.problem) return;
      stop();
      resolve();
    });
  });
}

function closeAll(room: RoomConnection, cache: IndexeddbPersistence | null, doc: Y.Doc): void {
  room.close();
  void cache?.destroy();
  doc.destroy();
}

/** Null where the browser keeps no data (private windows, a full disk): the canvas then works from the server alone. */
async function loadCache(name: string, doc: Y.Doc): Promise<IndexeddbPersistence | null> {
  if (!(await databaseOpens())) return null;
  const cache = new IndexeddbPersistence(name, doc);
  await cache.whenSynced;
  return cache;
}

/** Asked first because y-indexeddb neither reports a database that cannot be opened nor gives up waiting for it. */
function databaseOpens(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open("headwater");
      request.onsuccess = () => {
        request.result.close();
        resolve(true);
      };
      request.onerror = () => resolve(false);
      request.onblocked = () => resolve(false);
    } catch {
      resolve(false);
    }
  });
}

function documentUrl({ id, epoch }: Opening): string {
  const origin = window.location.origin.replace(/^http/, "ws");
  return `${origin}/api/canvases/${encodeURIComponent(id)}/document?epoch=${encodeURIComponent(epoch)}`;
}
