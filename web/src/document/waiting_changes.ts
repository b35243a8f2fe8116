// Counts the changes of this browser that the server has not acknowledged, also over closed tabs.

/** The message of the present line that carries a change; null: none does yet. */
type Carrier = number | null;

const PREFIX = "headwater:waiting:";
let tabs = 0;

export class WaitingChanges {
  private carriers: Carrier[] = [];
  /** Changes of tabs that went before: they are in the local copy, and go out with its first message. */
  private inherited = 0;
  private inheritedFrom: string[] = [];
  private readonly key: string;

  /** `name`: which document, and which epoch of it. `keep`: where counts outlive the tab. */
  constructor(
    name: string,
    private readonly keep: Storage | null = storage(),
  ) {
    const prefix = `${PREFIX}${name}:`;
    this.key = `${prefix}${Date.now().toString(36)}${tabs++}`;
    for (const key of keys(keep).filter((key) => key.startsWith(prefix))) this.inherit(key);
  }

  get count(): number {
    return this.carriers.length + this.inherited;
  }

  /** A change that goes out with message number `carrier`, or waits for a line. */
  add(carrier: Carrier): void {
    this.carriers.push(carrier);
    if (carrier === null) this.write();
  }

  /** The whole document goes out with the first message: all that waits is in it. */
  sendAll(): void {
    this.carriers.fill(1);
  }

  /** The line is down: what was under way must go out again. */
  lost(): void {
    this.carriers.fill(null);
    this.write();
  }

  /** The first `messages` messages of this line are stored. */
  acknowledged(messages: number): void {
    const before = this.count;
    this.carriers = this.carriers.filter((carrier) => carrier === null || carrier > messages);
    if (messages > 0) this.forgetInherited();
    if (this.count === 0 && before > 0) this.write();
  }

  /** None of them will ever be stored. */
  forget(): void {
    this.carriers = [];
    this.forgetInherited();
    this.write();
  }

  private inherit(key: string): void {
    this.inherited += Number(this.keep?.getItem(key)) || 0;
    this.inheritedFrom.push(key);
  }

  private forgetInherited(): void {
    for (const key of this.inheritedFrom) this.keep?.removeItem(key);
    this.inherited = 0;
    this.inheritedFrom = [];
  }

  private write(): void {
    const own = this.carriers.length;
    try {
      if (own > 0) this.keep?.setItem(this.key, String(own));
      else this.keep?.removeItem(this.key);
    } catch {
      // Full: the changes themselves are kept elsewhere, and only their number is lost with this tab.
    }
  }
}

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null; // a browser that keeps nothing
  }
}

function keys(keep: Storage | null): string[] {
  return keep ? Array.from({ length: keep.length }, (_, at) => keep.key(at) ?? "") : [];
}
