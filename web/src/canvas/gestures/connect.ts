// Drawing a connection from a point: to another node it connects, or says why not; to the empty canvas it offers new nodes.
// A connection that is there can be taken by one end in the same way: what it is dropped on takes that end.
import { type Ends, reconnect, reconnectRefusal } from "../../document/reconnecting";
import { connectionKey } from "../../document/schema";
import { toast } from "../../ui/Toasts";
import { say } from "../announcements";
import { grown, inputOf, outputOf, type Point } from "../geometry";
import type { Side } from "../gesture_state";
import type { Workspace } from "../workspace";
import type { Gesture } from "./gesture";

/** Screen pixels around a node within which the loose end takes hold of it. */
const HOLD = 20;

export class ConnectGesture implements Gesture {
  private readonly refusals = new Map<string, string | null>();

  /** `side`: of the node at the fixed end. `held`: the connection whose other end is in the hand. */
  constructor(
    private readonly workspace: Workspace,
    private readonly node: string,
    private readonly side: Side,
    private readonly held: Ends | null = null,
  ) {}

  move(client: Point): void {
    const { document, gestures, viewport } = this.workspace;
    const pointer = viewport.under(client);
    const target = this.targetAt(pointer);
    const refused = target === null ? null : this.refusal(target);
    const at = target === null || refused ? pointer : this.endOf(target);
    const kind = document.kindOf(this.node) ?? "text";
    const { node, side, cannot } = this;
    const held = this.held && connectionKey(this.held.from, this.held.to);
    gestures.setState({ connecting: { node, side, kind, at, client, target, refused, held, cannot } });
  }

  end(client: Point, moved: boolean): void {
    const { gestures, viewport } = this.workspace;
    gestures.setState({ connecting: null });
    const at = viewport.under(client);
    const target = moved ? this.targetAt(at) : null;
    if (target !== null) this.connect(target);
    else if (this.held === null) this.offer(client, moved ? at : undefined);
    else if (moved) this.workspace.disconnect(this.held.from, this.held.to);
  }

  cancel(): void {
    this.workspace.gestures.setState({ connecting: null });
  }

  private offer(client: Point, at?: Point): void {
    const { node, side } = this;
    if (at) this.workspace.openMenu({ client, at, connect: { node, side } });
    else this.workspace.offerConnections(node, side, client);
  }

  private connect(target: string): void {
    if (target === this.node) return;
    const [from, to] = this.ends(target);
    const refused = this.held ? this.takeTo({ from, to }) : this.workspace.connect(from, to);
    if (refused === null) return;
    toast({ text: refused });
    say(refused);
  }

  private takeTo(ends: Ends): string | null {
    const { document } = this.workspace;
    const refused = this.held && reconnect(document, this.held, ends);
    if (!refused) say(`${this.workspace.nameOf(ends.from)} connected to ${this.workspace.nameOf(ends.to)}`);
    return refused?.message ?? null;
  }

  /** Whether a node cannot be taken hold of: it steps back while the connection is drawn. */
  private readonly cannot = (id: string): boolean => id !== this.node && this.refusal(id) !== null;

  /** Asked for every card at every move, and the same all along. */
  private refusal(target: string): string | null {
    const known = this.refusals.get(target);
    if (known !== undefined) return known;
    const [from, to] = this.ends(target);
    const { document } = this.workspace;
    const refused = this.held ? reconnectRefusal(document, this.held, { from, to }) : document.refusal(from, to);
    this.refusals.set(target, refused?.message ?? null);
    return refused?.message ?? null;
  }

  private ends(target: string): [from: string, to: string] {
    return this.side === "output" ? [this.node, target] : [target, this.node];
  }

  /** A note is as empty as the canvas. */
  private targetAt(pointer: Point): string | null {
    const { document, scene, viewport } = this.workspace;
    const on = scene.nodeAt(pointer);
    if (on && document.get(on)) return on;
    const near = scene.query(grown({ ...pointer, w: 0, h: 0 }, HOLD / viewport.view.zoom));
    near.delete(this.node);
    return [...near].find((id) => document.get(id)) ?? null;
  }

  private endOf(target: string): Point {
    const box = this.workspace.scene.box(target) ?? { x: 0, y: 0, w: 0, h: 0 };
    return this.side === "output" ? inputOf(box) : outputOf(box);
  }
}
