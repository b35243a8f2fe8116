// The copy of a canvas that this browser keeps: what makes it open at once, and keeps changes while the server is away.
import { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";

export class LocalCopy {
  private readonly listeners = new Set<() => void>();

  private constructor(
    private readonly cache: IndexeddbPersistence | null,
    private broken: boolean,
  ) {
    // A transaction that fails, of a full disk for example, tells its database.
    for (const event of ["abort", "error"]) cache?.db?.addEventListener(event, () => this.fail());
  }

  /** One that fails at once where the browser keeps no data: a canvas then works from the server alone. */
  static async load(name: string, doc: Y.Doc): Promise<LocalCopy> {
    if (!(await databaseOpens())) return new LocalCopy(null, true);
    const cache = new IndexeddbPersistence(name, doc);
    await cache.whenSynced;
    return new LocalCopy(cache, false);
  }

  /** True once something could not be kept: what waits for the server is then in this tab only. */
  get failing(): boolean {
    return this.broken;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async drop(): Promise<void> {
    await this.cache?.clearData().catch(() => undefined);
  }

  close(): void {
    void this.cache?.destroy();
  }

  private fail(): void {
    this.broken = true;
    for (const listener of [...this.listeners]) listener();
  }
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
