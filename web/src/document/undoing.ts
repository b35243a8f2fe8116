// Undo and redo of what was edited in this tab, and never of what a generation or another person did.
import * as Y from "yjs";
import type { ConnectionValue, NodeMap } from "./schema";

type Step = Y.UndoManager["undoStack"][number];

/** Undoes as Yjs does, but lets a node stay, with all that it was made with, once somebody else has written in it. */
export class Undoing extends Y.UndoManager {
  /** Called with the nodes that a step would have taken away, and that stay. */
  stayed: (nodes: readonly string[]) => void = () => {};

  constructor(
    private readonly nodes: Y.Map<NodeMap>,
    private readonly connections: Y.Map<ConnectionValue>,
    groups: Y.Map<Y.Map<unknown>>,
    options: ConstructorParameters<typeof Y.UndoManager>[1],
  ) {
    super([nodes, connections, groups] as Y.AbstractType<unknown>[], options);
  }

  override undo(): Step | null {
    return this.sparing(this.undoStack, () => super.undo());
  }

  override redo(): Step | null {
    return this.sparing(this.redoStack, () => super.redo());
  }

  /** One step; the one before it where it changes nothing any more, as after somebody else wrote over all of it. */
  private sparing(steps: Step[], go: () => Step | null): Step | null {
    for (let step = steps.at(-1); step; step = steps.at(-1)) {
      const made = this.madeIn(step);
      const stay = new Set(made.filter((node) => this.othersWroteIn(node)));
      const gone = new Set(made.filter((node) => !stay.has(node)));
      const earlier = steps.splice(0, steps.length - 1); // which Yjs would go on to without a look at what stays
      this.deleteFilter = (item) => !this.belongsTo(item, stay, gone);
      const done = go();
      steps.unshift(...earlier);
      if (stay.size > 0) this.stayed([...stay]);
      if (done || stay.size > 0) return done;
    }
    return null;
  }

  /** The nodes that a step would take away. */
  private madeIn(step: Step): string[] {
    const made = new Set<string>();
    this.doc.transact((transaction) => {
      Y.iterateDeletedStructs(transaction, step.insertions, (struct) => {
        if (struct instanceof Y.Item && struct.parent === this.nodes && struct.parentSub !== null)
          made.add(struct.parentSub);
      });
    });
    return [...made].filter((node) => this.nodes.has(node));
  }

  private othersWroteIn(node: string): boolean {
    const written = this.nodes.get(node);
    return written !== undefined && parts(written).some((item) => item.id.client !== this.doc.clientID);
  }

  /** Whether an item is part of a node that stays, or of a connection into one from a node that does not go. */
  private belongsTo(item: Y.Item, stay: ReadonlySet<string>, gone: ReadonlySet<string>): boolean {
    for (let at: Y.Item | null = item; at; at = (at.parent as Y.AbstractType<unknown>)._item) {
      const name = at.parentSub ?? "";
      if (at.parent === this.nodes) return stay.has(name);
      if (at.parent === this.connections) {
        const [from = "", to = ""] = name.split(">");
        return stay.has(to) && !gone.has(from);
      }
    }
    return false;
  }
}

/** Every item that is there below a type. */
function parts(type: { _map: Map<string, Y.Item>; _start: Y.Item | null }): Y.Item[] {
  const found = [...type._map.values()];
  for (let item = type._start; item; item = item.right) found.push(item);
  return found.filter((item) => !item.deleted).flatMap((item) => [item, ...below(item)]);
}

function below(item: Y.Item): Y.Item[] {
  return item.content instanceof Y.ContentType ? parts(item.content.type) : [];
}
