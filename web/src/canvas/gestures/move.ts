// Moving cards: the hand moves the scene, the release is one edit of the document. With Alt it moves copies.
import { copyOf, paste } from "../clipboard";
import type { Point } from "../geometry";
import { MOST_MOUNTED } from "../mounting";
import type { Workspace } from "../workspace";
import type { Gesture } from "./gesture";

export class MoveGesture implements Gesture {
  private readonly start: Point;
  private places: ({ id: string } & Point)[] = [];
  private copied = false;
  private begun = false;

  constructor(
    private readonly workspace: Workspace,
    private readonly pressed: string,
    client: Point,
  ) {
    this.start = workspace.viewport.under(client);
  }

  move(client: Point, event: PointerEvent | null): void {
    if (!this.begun) this.begin(event?.altKey ?? false);
    this.workspace.scene.move(this.moved(client));
  }

  end(client: Point, moved: boolean, event: PointerEvent): void {
    if (moved && this.begun) this.putDown(client);
    else if (event.target instanceof Element && event.target.closest("[data-write]")) {
      this.workspace.edit(this.pressed, "content");
    } else {
      this.workspace.select(this.pressed);
    }
  }

  private putDown(client: Point): void {
    const places = this.moved(client);
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
    gestures.setState({ moving: true });
    if (selected.size <= MOST_MOUNTED) underlay?.lift(selected);
  }

  private takeCopies(): void {
    const { document, selected } = this.workspace;
    this.workspace.select(...paste(document, copyOf(document, selected), { x: 0, y: 0 }));
  }

  private moved(client: Point): ({ id: string } & Point)[] {
    const { x, y } = this.workspace.viewport.under(client);
    const [dx, dy] = [x - this.start.x, y - this.start.y];
    return this.places.map((place) => ({ id: place.id, x: Math.round(place.x + dx), y: Math.round(place.y + dy) }));
  }

  private release(): void {
    this.workspace.gestures.setState({ moving: false });
    this.workspace.underlay?.lift(new Set());
  }
}
