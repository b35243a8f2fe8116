// An index over the document's connections: into a node in order, and out of it, without reading all of them.
import { compareKeys } from "./order";
import { type Connection, connectionEnds, readConnection } from "./schema";

const NONE: readonly Connection[] = [];

export class Incoming {
  private readonly byTarget = new Map<string, Map<string, Connection>>();
  private readonly bySource = new Map<string, Map<string, Connection>>();
  private readonly sorted = new Map<string, readonly Connection[]>();

  /** `exists`: connections of which an end is missing are kept but not shown. */
  constructor(private readonly exists: (id: string) => boolean) {}

  put(key: string, value: unknown): void {
    const ends = connectionEnds(key);
    if (!ends) return;
    const [from, to] = ends;
    const connection = readConnection(key, value);
    store(this.byTarget, to, from, connection);
    store(this.bySource, from, to, connection);
    this.sorted.delete(to);
  }

  into(id: string): readonly Connection[] {
    const held = this.sorted.get(id);
    if (held) return held;
    const found = [...(this.byTarget.get(id)?.values() ?? [])].filter((connection) => this.whole(connection));
    const made = found.length === 0 ? NONE : found.sort(compareConnections);
    this.sorted.set(id, made);
    return made;
  }

  outOf(id: string): Connection[] {
    return [...(this.bySource.get(id)?.values() ?? [])].filter((connection) => this.whole(connection));
  }

  targetsOf(id: string): Iterable<string> {
    return this.bySource.get(id)?.keys() ?? [];
  }

  *all(): Iterable<Connection> {
    for (const targets of this.bySource.values()) {
      for (const connection of targets.values()) if (this.whole(connection)) yield connection;
    }
  }

  /** A node came or went: forgets what depends on it and tells which connections those are. */
  touch(id: string): string[] {
    const targets = [...this.targetsOf(id)];
    for (const to of [id, ...targets]) this.sorted.delete(to);
    const sources = [...(this.byTarget.get(id)?.keys() ?? [])];
    return [...targets.map((to) => `${id}>${to}`), ...sources.map((from) => `${from}>${id}`)];
  }

  private whole(connection: Connection): boolean {
    return this.exists(connection.from) && this.exists(connection.to);
  }
}

function compareConnections(a: Connection, b: Connection): number {
  return compareKeys({ order: a.order, id: a.from }, { order: b.order, id: b.from });
}

function store(index: Map<string, Map<string, Connection>>, at: string, key: string, value: Connection | null): void {
  const held = index.get(at);
  if (value) {
    if (held) held.set(key, value);
    else index.set(at, new Map([[key, value]]));
  } else if (held?.delete(key) && held.size === 0) index.delete(at);
}
