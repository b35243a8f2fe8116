// Who else has this canvas open and what they have selected: told over the canvas's own line, never kept.
import * as decoding from "lib0/decoding";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import type * as Y from "yjs";

export const COLOURS = ["rose", "amber", "lime", "teal", "sky", "violet"] as const;
export type Colour = (typeof COLOURS)[number];

export interface Person {
  /** One open tab. */
  id: number;
  name: string;
  colour: Colour;
  selected: readonly string[];
}

/** Node ids that one tab tells of; with more selected, the first of them stand for all. */
const MOST_SELECTED = 100;
const LONGEST_NAME = 60;
/** Milliseconds between two words about what is selected. */
const PACE = 80;

export class People {
  private readonly awareness: Awareness;
  private readonly listeners = new Set<() => void>();
  private seen: readonly Person[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private next: readonly string[] = [];

  constructor(doc: Y.Doc, name: string) {
    this.awareness = new Awareness(doc);
    this.awareness.setLocalState({ name, colour: colourOf(doc.clientID), selected: [] });
    this.awareness.on("change", () => this.refresh());
  }

  /** The others, in the order in which they came to be known. The same array until something changes. */
  get others(): readonly Person[] {
    return this.seen;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Tells the others what is selected here; changes in quick succession are told as one. */
  select(ids: Iterable<string>): void {
    this.next = [...ids].slice(0, MOST_SELECTED);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.awareness.setLocalStateField("selected", this.next);
    }, PACE);
  }

  /** Hands every word of this tab about itself to `send`, now and from now on, until the line is down. */
  speak(send: (payload: Uint8Array) => void): () => void {
    const id = this.awareness.clientID;
    const told = ({ added, updated, removed }: Record<"added" | "updated" | "removed", number[]>, origin: unknown) => {
      if (origin === "local" && [...added, ...updated, ...removed].includes(id)) {
        send(encodeAwarenessUpdate(this.awareness, [id]));
      }
    };
    this.awareness.on("update", told);
    // Said with a later clock than before: the server may still hold this tab's last line.
    this.awareness.setLocalState(this.awareness.getLocalState());
    return () => {
      this.awareness.off("update", told);
      this.forget();
    };
  }

  hear(decoder: decoding.Decoder): void {
    applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
  }

  close(): void {
    clearTimeout(this.timer);
    this.awareness.destroy();
  }

  /** Without a line nobody is known to be here. Their clocks go too, else their next words would count as old. */
  private forget(): void {
    for (const id of [...this.awareness.states.keys()]) {
      if (id === this.awareness.clientID) continue;
      this.awareness.states.delete(id);
      this.awareness.meta.delete(id);
    }
    this.refresh();
  }

  private refresh(): void {
    const own = this.awareness.clientID;
    this.seen = [...this.awareness.states].flatMap(([id, state]) => (id === own ? [] : [readPerson(id, state)]));
    for (const listener of [...this.listeners]) listener();
  }
}

/** Another tab's words are anybody's: what is malformed is replaced. */
export function readPerson(id: number, state: Record<string, unknown>): Person {
  const { name, colour, selected } = state;
  return {
    id,
    name: (typeof name === "string" && name.trim().slice(0, LONGEST_NAME)) || "Somebody",
    colour: COLOURS.find((known) => known === colour) ?? colourOf(id),
    selected: Array.isArray(selected)
      ? selected.filter((one): one is string => typeof one === "string").slice(0, MOST_SELECTED)
      : [],
  };
}

function colourOf(id: number): Colour {
  return COLOURS[id % COLOURS.length] ?? "rose";
}
