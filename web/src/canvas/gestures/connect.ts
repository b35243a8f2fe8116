// Drawing a connection from a point: to another node it connects, or says why not; to the empty canvas it offers new nodes.
import { toast } from "../../ui/Toasts";
import { say } from "../announcements";
import { centerOf, grown, inputOf, outputOf, type Point } from "../geometry";
import type { Side } from "../gesture_state";
import type { Workspace } from "../workspace";
import type { Gesture } from "./gesture";

/** Screen pixels around a node within which the loose end takes hold of it. */
const HOLD = 20;

export class ConnectGesture implements Gesture {
  constructor(
    private readonly workspace: Workspace,
    private readonly node: string,
    private readonly side: Side,
  ) {}

  move(client: Point): void {
    const { scene, gestures, viewport } = this.workspace;
    const pointer = viewport.under(client);
    const target = this.targetAt(pointer);
    const refused = target === null ? null : this.refusal(target);
    const at = target === null || refused ? pointer : this.endOf(target);
    const kind = scene.kindOf(this.node);
    gestures.setState({ connecting: { node: this.node, side: this.side, kind, at, client, target, refused } });
  }

  end(client: Point, moved: boolean): void {
    const { gestures, viewport } = this.workspace;
    gestures.setState({ connecting: null });
    const at = viewport.under(client);
    const connect = { node: this.node, side: this.side };
    const target = moved ? this.targetAt(at) : null;
    if (!moved) this.workspace.openMenu({ client, at: this.besides(), connect, existing: true });
    else if (target === null) this.workspace.openMenu({ client, at, connect });
    else this.connect(target);
  }

  cancel(): void {
    this.workspace.gestures.setState({ connecting: null });
  }

  private connect(target: string): void {
    if (target === this.node) return;
    const refused = this.workspace.connect(...this.ends(target));
    if (refused === null) return;
    toast({ text: refused });
    say(refused);
  }

  private refusal(target: string): string | null {
    return this.workspace.document.refusal(...this.ends(target))?.message ?? null;
  }

  private ends(target: string): [from: string, to: string] {
    return this.side === "output" ? [this.node, target] : [target, this.node];
  }

  private targetAt(pointer: Point): string | null {
    const { scene, viewport } = this.workspace;
    const on = scene.nodeAt(pointer);
    if (on) return on;
    const near = scene.query(grown({ ...pointer, w: 0, h: 0 }, HOLD / viewport.view.zoom));
    near.delete(this.node);
    const [first] = near;
    return first ?? null;
  }

  private endOf(target: string): Point {
    const box = this.workspace.scene.box(target) ?? { x: 0, y: 0, w: 0, h: 0 };
    return this.side === "output" ? inputOf(box) : outputOf(box);
  }

  /** Where a new node goes when none was dragged to: beside this one. */
  private besides(): Point {
    const box = this.workspace.scene.box(this.node) ?? { x: 0, y: 0, w: 0, h: 0 };
    const { y } = centerOf(box);
    return { x: this.side === "output" ? box.x + box.w + 96 : box.x - 96, y };
  }
}
