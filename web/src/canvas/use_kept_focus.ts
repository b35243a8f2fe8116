// The focus outlives the node that had it: deleted by me, undone or deleted by another, it goes to the nearest in view, else to the canvas.
import { type RefObject, useEffect } from "react";
import { type Box, centerOf } from "./geometry";
import { cardUnder } from "./targets";
import type { Workspace } from "./workspace";

/** The node with the focus, and where it lay last. */
interface Held {
  id: string;
  box: Box;
}

export function useKeptFocus(root: RefObject<HTMLElement | null>, workspace: Workspace): void {
  useEffect(() => {
    let held: Held | null = null;
    const remember = ({ target }: FocusEvent) => {
      if (!isPassing(target)) held = holding(workspace, nodeWithFocus(workspace, target));
    };
    const follow = () => {
      if (held === null) return;
      const lost = held;
      held = holding(workspace, lost.id);
      if (held === null && workspace.document.card(lost.id) === undefined) goOn(workspace, root.current, lost.box);
    };
    window.addEventListener("focusin", remember);
    const unsubscribe = workspace.scene.subscribe(follow);
    return () => {
      window.removeEventListener("focusin", remember);
      unsubscribe();
    };
  }, [root, workspace]);
}

/** A menu or a window gives the focus back to where it was asked for. */
function isPassing(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=menu], [role=dialog], [role=alertdialog]") !== null;
}

/** A card has it itself; the panel has it for the only selected node. */
function nodeWithFocus(workspace: Workspace, target: EventTarget | null): string | null {
  const inPanel = target instanceof Element && target.closest("[data-panel]") !== null;
  return inPanel ? workspace.only : cardUnder(target);
}

function holding({ scene }: Workspace, id: string | null): Held | null {
  const box = id === null ? undefined : scene.box(id);
  return id === null || box === undefined ? null : { id, box };
}

function goOn(workspace: Workspace, root: HTMLElement | null, box: Box): void {
  const next = nearest(workspace, box);
  if (next !== null) workspace.focus(next);
  else root?.querySelector<HTMLElement>(".react-flow")?.focus({ preventScroll: true });
}

function nearest({ scene, viewport }: Workspace, box: Box): string | null {
  const from = centerOf(box);
  const apart = (id: string) => {
    const at = centerOf(scene.box(id) ?? box);
    return Math.hypot(at.x - from.x, at.y - from.y);
  };
  const [first] = [...scene.query(viewport.shown)].sort((a, b) => apart(a) - apart(b));
  return first ?? null;
}
