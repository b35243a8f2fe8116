// Moving cards: the hand moves the scene, the release is one edit of the document. With Alt it moves copies; near a line
// with others they go along it, unless Cmd or Ctrl is held.
import { copyOf, paste } from "../clipboard";
import { type Box, boundsOf, type Point } from "../geometry";
import { settled } from "../group_areas";
import { MOST_MOUNTED } from "../mounting";
import { NO_SNAP, type Snap, snap } from "../snapping";
import type { Workspace } from "../workspace";
import type { Gesture } from "./gesture";

/** Screen pixels from which a line draws cards to it. */
const REACH = 6;

export class MoveGesture implements Gesture {
  private readonly start: Point;
  private places: ({ id: string } & Point)[] = [];
  private copied = false;
  private begun = false;
  private bounds: Box | null = null;
  private free = false;
  private snap: Snap = NO_SNAP;

  constructor(
    private readonly workspace: Workspace,
    /** The card that a click would select alone; null: a click leaves all of them selected. */
    private readonly pressed: string | null,
    client: Point,
  ) {
    this.start = workspace.viewport.under(client);
  }

  move(client: Point, event: PointerEvent | null): void {
    if (!this.begun) this.begin(event?.altKey ?? false);
    if (event) this.free = event.metaKey || event.ctrlKey;
    this.snap = this.lineUp(client);
    const { scene, gestures } = this.workspace;
    if (gestures.getState().snapLines !== this.snap.lines) gestures.setState({ snapLines: this.snap.lines });
    scene.move(this.moved(client));
  }

  end(client: Point, moved: boolean, event: PointerEvent): void {
    if (moved && this.begun) this.putDown(client);
    else if (this.pressed === null) return;
    else if (event.target instanceof Element && event.target.closest("[data-write]")) {
      this.workspace.edit(this.pressed, "content");
    } else {
      this.workspace.select(this.pressed);
    }
  }

  private putDown(client: Point): void {
    const { groups, scene } = this.workspace;
    const places = settled(this.moved(client), groups, scene);
    if (this.copied) this.workspace.document.moveAsPartOfLast(places);
    else this.workspace.document.moveNodes(places);
    this.release();
  }

  cancel(): void {
    if (!this.begun) return;
    if (this.copied) this.workspace.undo();
    this.workspace.scene.restore(this.places.map(({ id }) => id));
    this.release();
  }

  private begin(copy: boolean): void {
    this.begun = true;
    this.copied = copy;
    if (copy) this.takeCopies();
    const { scene, selected, gestures, underlay } = this.workspace;
    this.places = [...selected].flatMap((id) => {
      const box = scene.box(id);
      return box ? [{ id, x: box.x, y: box.y }] : [];
    });
    this.bounds = boundsOf(this.workspace.boxesOf(selected));
    gestures.setState({ moving: true });
    if (selected.size <= MOST_MOUNTED) underlay?.lift(selected);
  }

  private takeCopies(): void {
    const { document, selected } = this.workspace;
    this.workspace.select(...paste(document, copyOf(document, selected), { x: 0, y: 0 }));
  }

  /** What draws the cards farther than the hand has moved them: lines with the others in view. */
  private lineUp(client: Point): Snap {
    if (this.free || !this.bounds) return NO_SNAP;
    const { scene, viewport, selected } = this.workspace;
    const others = [...scene.query(viewport.shown)].filter((id) => !selected.has(id));
    const { dx, dy } = this.byHand(client);
    const moved = { ...this.bounds, x: this.bounds.x + dx, y: this.bounds.y + dy };
    const snapped = snap(moved, this.workspace.boxesOf(others), REACH / viewport.view.zoom);
    return snapped.lines.length > 0 ? snapped : NO_SNAP;
  }

  private byHand(client: Point): { dx: number; dy: number } {
    const { x, y } = this.workspace.viewport.under(client);
    return { dx: Math.round(x - this.start.x), dy: Math.round(y - this.start.y) };
  }

  private moved(client: Point): ({ id: string } & Point)[] {
    const hand = this.byHand(client);
    const [dx, dy] = [hand.dx + this.snap.dx, hand.dy + this.snap.dy];
    return this.places.map((place) => ({ id: place.id, x: Math.round(place.x + dx), y: Math.round(place.y + dy) }));
  }

  private release(): void {
    this.workspace.gestures.setState({ moving: false, snapLines: NO_SNAP.lines });
    this.workspace.underlay?.lift(new Set());
  }
}
