// How often the server is asked: once all is quiet for a moment, now and then while it is not, never twice at once.

/** Milliseconds without news after which one asks. */
export const QUIET = 120;
/** Milliseconds after which one asks though news keep coming. */
export const LONGEST = 400;
/** Milliseconds before what failed is tried again; then twice as long, and so on. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 16_000;

export class Pace {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When the oldest news came that nobody asked about yet. */
  private since: number | null = null;
  private running = false;
  private failures = 0;

  constructor(private readonly ask: () => Promise<unknown>) {}

  /** There is news: ask soon. */
  readonly soon = (): void => {
    this.since ??= Date.now();
    this.arm(Math.min(QUIET, Math.max(0, this.since + LONGEST - Date.now())));
  };

  /** Ask without waiting. */
  readonly now = (): void => {
    this.since ??= Date.now();
    this.arm(0);
  };

  /** There was no answer: ask again after a while, which grows. */
  readonly failed = (): void => {
    this.arm(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures));
    this.failures++;
  };

  readonly answered = (): void => {
    this.failures = 0;
  };

  readonly stop = (): void => {
    clearTimeout(this.timer);
    this.since = null;
  };

  private arm(wait: number): void {
    if (this.running) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), wait);
  }

  private async run(): Promise<void> {
    this.since = null;
    this.running = true;
    await this.ask();
    this.running = false;
    if (this.since !== null) this.soon();
  }
}
