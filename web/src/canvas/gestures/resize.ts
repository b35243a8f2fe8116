// Resizing a text node by its corner: the hand reshapes the scene, the release is one edit.
import type { Box, Point } from "../geometry";
import type { Workspace } from "../workspace";
import type { Gesture } from "./gesture";

const LEAST = { w: 200, h: 120 };

export class ResizeGesture implements Gesture {
  constructor(
    private readonly workspace: Workspace,
    private readonly node: string,
  ) {}

  move(client: Point): void {
    const box = this.boxTo(client);
    if (box) this.workspace.scene.reshape(this.node, box);
  }

  end(client: Point, moved: boolean): void {
    const box = this.boxTo(client);
    if (moved && box) this.workspace.document.resize(this.node, box);
  }

  cancel(): void {
    this.workspace.scene.restore([this.node]);
  }

  private boxTo(client: Point): Box | null {
    const box = this.workspace.scene.box(this.node);
    if (!box) return null;
    const { x, y } = this.workspace.viewport.under(client);
    return { ...box, w: Math.max(LEAST.w, Math.round(x - box.x)), h: Math.max(LEAST.h, Math.round(y - box.y)) };
  }
}
