// Opens one canvas: what the server says about it, the local copy, then the live connection.
import * as Y from "yjs";
import { getConnectionTable, getOpening, getSession } from "../api/client";
import type { Opening } from "../api/types";
import { CanvasDocument } from "./canvas_document";
import { LocalCopy } from "./local_copy";
import { People } from "./people";
import { type Notice, RoomConnection } from "./room_connection";
import { WaitingChanges } from "./waiting_changes";

export interface OpenCanvas {
  opening: Opening;
  document: CanvasDocument;
  room: RoomConnection;
  people: People;
  copy: LocalCopy;
  /** Drops what this browser has and the server has not, and opens the canvas as it is stored. */
  startAgain(): Promise<void>;
  close(): void;
}

export interface CanvasEvents {
  onNotice: (notice: Notice) => void;
  /** This copy is of another epoch; its local copy is gone, open the canvas again. */
  onOutdated: () => void;
}

export async function openCanvas(id: string, events: CanvasEvents): Promise<OpenCanvas> {
  const [opening, table, { account }] = await Promise.all([getOpening(id), getConnectionTable(), getSession()]);
  const doc = new Y.Doc();
  const name = `canvas:${id}:${opening.epoch}`;
  // Loaded before the socket opens, so that the server sends only what is new.
  const copy = await LocalCopy.load(name, doc);
  const people = new People(doc, account.name);
  const waiting = new WaitingChanges(name);
  const startAgain = async () => {
    waiting.forget();
    await copy.drop();
    events.onOutdated();
  };
  const room = new RoomConnection(doc, {
    url: documentUrl(opening),
    people,
    waiting,
    onNotice: events.onNotice,
    onWrongEpoch: () => void startAgain(),
  });
  const document = new CanvasDocument(id, table, doc, room);
  // Without a local copy nothing is known yet: neither what to show nor where to look.
  if (![...document.all()].length) await arrived(room);
  return { opening, document, room, people, copy, startAgain, close: () => closeAll(room, people, copy, doc) };
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

function closeAll(room: RoomConnection, people: People, copy: LocalCopy, doc: Y.Doc): void {
  room.close();
  people.close();
  copy.close();
  doc.destroy();
}

function documentUrl({ id, epoch }: Opening): string {
  const origin = window.location.origin.replace(/^http/, "ws");
  return `${origin}/api/canvases/${encodeURIComponent(id)}/document?epoch=${encodeURIComponent(epoch)}`;
}
