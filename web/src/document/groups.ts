// The groups of a canvas: nodes and notes that belong together under a name and a colour. Where a group lies follows from its nodes, so a
// group without any is not there.
import * as Y from "yjs";
import { type CanvasDocument, newNodeId } from "./canvas_document";
import { COLOURS, type Colour, readColour } from "./colours";

export interface Group {
  readonly id: string;
  readonly title: string;
  readonly colour: Colour;
  /** Ids of nodes and notes. */
  readonly members: ReadonlySet<string>;
}

const UNTITLED = "Group";

export class Groups {
  private held = new Map<string, Group>();
  private version = -1;

  constructor(private readonly document: CanvasDocument) {}

  /** Those that have a node. */
  all(): Iterable<Group> {
    return this.read().values();
  }

  get(id: string): Group | undefined {
    return this.read().get(id);
  }

  /** The group that consists of exactly these nodes. */
  of(nodes: ReadonlySet<string>): Group | undefined {
    const [first] = nodes;
    const group = first === undefined ? undefined : this.around(first);
    return group && group.members.size === nodes.size && isWithin(group.members, nodes) ? group : undefined;
  }

  /** The group that a node is in. */
  around(node: string): Group | undefined {
    const named = this.document.card(node)?.group;
    return named ? this.read().get(named) : undefined;
  }

  // Edits: each is one transaction and one step of undo

  /** Its id. What was in another group leaves that one. */
  make(nodes: Iterable<string>): string {
    const id = newNodeId();
    this.document.edit("", () => {
      this.put(id, this.freeTitle(), this.nextColour());
      for (const node of nodes) this.document.nodes.get(node)?.set("group", id);
    });
    return id;
  }

  /** The nodes stay. */
  giveUp(id: string): void {
    this.document.edit("", () => {
      for (const node of this.get(id)?.members ?? []) this.document.nodes.get(node)?.delete("group");
      this.document.groups.delete(id);
    });
  }

  rename(id: string, title: string): void {
    this.document.edit("", () => this.document.groups.get(id)?.set("title", title));
  }

  recolour(id: string, colour: Colour): void {
    this.document.edit("", () => this.document.groups.get(id)?.set("colour", colour));
  }

  /** Part of an edit. */
  put(id: string, title: string, colour: Colour): void {
    this.document.groups.set(id, new Y.Map<unknown>(Object.entries({ title, colour })));
  }

  // Inside

  private read(): ReadonlyMap<string, Group> {
    if (this.version === this.document.version) return this.held;
    this.version = this.document.version;
    const members = new Map<string, Set<string>>();
    for (const { id, group } of this.document.all()) {
      if (group === null) continue;
      const others = members.get(group);
      if (others) others.add(id);
      else members.set(group, new Set([id]));
    }
    this.held = new Map();
    for (const [id, nodes] of members) {
      const group = readGroup(id, this.document.groups.get(id), nodes);
      if (group) this.held.set(id, group);
    }
    return this.held;
  }

  private freeTitle(): string {
    const taken = new Set([...this.all()].map(({ title }) => title));
    let number = 1;
    while (taken.has(`${UNTITLED} ${number}`)) number++;
    return `${UNTITLED} ${number}`;
  }

  /** The one that the fewest groups have, in their order. */
  private nextColour(): Colour {
    const count = (colour: Colour) => [...this.all()].filter((group) => group.colour === colour).length;
    return [...COLOURS].sort((a, b) => count(a) - count(b))[0] ?? COLOURS[0];
  }
}

/** Null when the entry is not a group; what it does not say well is the usual. */
function readGroup(id: string, map: unknown, members: ReadonlySet<string>): Group | null {
  if (!(map instanceof Y.Map)) return null;
  const title = map.get("title");
  const colour = readColour(map.get("colour"), COLOURS[0]);
  return { id, title: typeof title === "string" && title !== "" ? title : UNTITLED, colour, members };
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  for (const each of some) if (!all.has(each)) return false;
  return true;
}
