// The zoom for the style sheet, in steps: each styles every card anew, and nobody reads a title while it rushes past.

/** The zoom changes by this factor before it is told while it goes on changing. */
const STEP = 1.15;
const REST_MS = 60;

export class ZoomSteps {
  private told = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (zoom: number) => void) {}

  /** Tells it when it is a step away, and exactly once it rests. */
  follow(zoom: number): void {
    if (zoom === this.told) return;
    clearTimeout(this.timer);
    const factor = zoom / this.told;
    if (factor > STEP || factor < 1 / STEP) this.say(zoom);
    else this.timer = setTimeout(() => this.say(zoom), REST_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private say(zoom: number): void {
    this.told = zoom;
    this.tell(zoom);
  }
}
