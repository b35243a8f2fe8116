// Drawing a box on the empty canvas selects what it touches; with Shift it adds. A click there selects nothing.
import { boxBetween, type Point } from "../geometry";
import type { Workspace } from "../workspace";
import type { Gesture } from "./gesture";

export class MarqueeGesture implements Gesture {
  private readonly start: Point;
  private readonly before: ReadonlySet<string>;

  constructor(
    private readonly workspace: Workspace,
    client: Point,
    adds: boolean,
  ) {
    this.start = workspace.viewport.under(client);
    this.before = adds ? workspace.selected : new Set();
  }

  move(client: Point): void {
    const { scene, viewport, gestures } = this.workspace;
    const marquee = boxBetween(this.start, viewport.under(client));
    gestures.setState({ marquee });
    this.workspace.selectMany([...this.before, ...scene.query(marquee)]);
  }

  end(_client: Point, moved: boolean): void {
    if (!moved) this.workspace.selectMany(this.before);
    this.done();
  }

  cancel(): void {
    this.workspace.selectMany(this.before);
    this.done();
  }

  private done(): void {
    this.workspace.gestures.setState({ marquee: null });
  }
}
