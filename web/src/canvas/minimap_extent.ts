// What the minimap shows: every node and the view. New only when a node or the view comes to lie outside of it, or it shrank.
import { type Box, boundsOf, grown, inside } from "./geometry";
import { fitInto, type Scale } from "./minimap_drawing";

/** A part of its longer side left around all that is shown. */
const ROOM = 0.04;

export class MapExtent {
  /** Whether what was given last has to be drawn. */
  isNew = false;

  private nodes: Box | null = null;
  private extent: Box | null = null;
  private scale: Scale | null = null;

  /** The nodes are no longer where they were. */
  forget(): void {
    this.nodes = null;
  }

  /** Null while there is no node. The nodes are only looked at after they were forgotten. */
  around(scene: { allBoxes(): Iterable<Box> }, shown: Box): Scale | null {
    const same = this.nodes !== null;
    this.nodes ??= boundsOf(scene.allBoxes());
    if (!this.nodes) return null;
    const wanted = inside(shown, this.nodes) ? this.nodes : boundsOf([this.nodes, shown]);
    this.isNew = !same || !sameBox(wanted, this.extent);
    if (this.isNew && wanted) this.take(wanted);
    return this.scale;
  }

  private take(extent: Box): void {
    this.extent = extent;
    this.scale = fitInto(grown(extent, Math.max(extent.w, extent.h) * ROOM));
  }
}

function sameBox(a: Box | null, b: Box | null): boolean {
  return a?.x === b?.x && a?.y === b?.y && a?.w === b?.w && a?.h === b?.h;
}
