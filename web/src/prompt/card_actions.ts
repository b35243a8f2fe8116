// What can be done with a chip, by what it stands for and where it stands.
import type { Mention } from "./mentions";

export interface CardAction {
  words: string;
  run: () => void;
}

export interface ChipDoings {
  goTo: (node: string) => void;
  /** Null: it would be refused. */
  connect: ((node: string) => void) | null;
  setAside: (node: string, aside: boolean) => void;
  insert: (node: string) => void;
  remove: () => void;
  moveToStart: () => void;
}

/** `mention`: undefined where the node is gone. `among`: the chip stands among the words, not at the start. */
export function cardActions(mention: Mention | undefined, among: boolean, doings: ChipDoings): CardAction[] {
  const remove = { words: "Remove", run: doings.remove };
  if (!mention) return [remove];
  const { node, kind, state } = mention;
  const goTo = { words: "Go there", run: () => doings.goTo(node) };
  const { connect } = doings;
  if (state === "broken") {
    return [...(connect ? [{ words: "Connect again", run: () => connect(node) }] : []), remove, goTo];
  }
  if (kind !== "text") return [remove, goTo];
  if (state === "aside") {
    const back = { words: "Put back", run: () => doings.setAside(node, false) };
    return among ? [back, remove, goTo] : [back, goTo];
  }
  return among
    ? [{ words: "Leave out", run: doings.remove }, { words: "Move to the start", run: doings.moveToStart }, goTo]
    : [
        { words: "Leave out", run: () => doings.setAside(node, true) },
        { words: "Place among the words", run: () => doings.insert(node) },
        goTo,
      ];
}
