// The keys of the outline: through its rows, selecting several of them, to a node, and whatever can be done with one.
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { standsForNodes } from "../commands/commands";
import { offerFor } from "../commands/NodeMenu";
import type { CanvasCard } from "../document/schema";
import { bring, focusRow, stepped } from "../ui/row_focus";
import type { Workspace } from "./workspace";
import { useWorkspace } from "./workspace_context";

interface Rows {
  nodes: readonly CanvasCard[];
  list: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
  /** CSS pixels of a row. */
  row: number;
  onClose: () => void;
}

export function useOutlineKeys({ nodes, list, scroller, row, onClose }: Rows) {
  const workspace = useWorkspace();
  const [active, setActive] = useState<string | null>(null);
  const at = useKeptRow(nodes, active, list);

  const goTo = (index: number) => {
    setActive(nodes[index]?.id ?? null);
    bring(scroller.current, list.current, index, row);
    focusRow(list.current, index);
  };

  const press = (event: KeyboardEvent) => {
    const id = nodes[at.index]?.id;
    if (id === undefined || event.altKey) return;
    if (event.key === "Escape") onClose();
    else if (!step(event) && !act(workspace, event, id)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Shift takes along what one goes over. */
  const step = (event: KeyboardEvent): boolean => {
    const inView = Math.floor((scroller.current?.clientHeight ?? 0) / row);
    const next = stepped(event.key, at.index, nodes.length, inView);
    if (next === null || event.metaKey || event.ctrlKey) return false;
    if (event.shiftKey) workspace.selectMany([...workspace.selected, ...between(nodes, at.index, next)]);
    goTo(next);
    return true;
  };

  return {
    at: at.index,
    press,
    entered: ({ target }: { target: Element }) => {
      at.inside.current = true;
      const id = target.closest<HTMLElement>("[data-row]")?.dataset.row;
      if (id !== undefined) setActive(id);
    },
    left: () => {
      at.inside.current = false;
    },
  };
}

/** True when the key was the row's; every other key is the canvas's, and means this row if it means nodes. */
function act(workspace: Workspace, event: KeyboardEvent, id: string): boolean {
  const { key, shiftKey, ctrlKey, metaKey } = event;
  if (key === " ") workspace.toggle(id);
  else if (key === "Enter" && !ctrlKey && !metaKey) workspace.goTo(id);
  else if (key === "ContextMenu" || (key === "F10" && shiftKey))
    offerFor(workspace, id, under(event.target as Element));
  else {
    if (standsForNodes(event.nativeEvent) && !workspace.selected.has(id)) workspace.select(id);
    return false;
  }
  return true;
}

function under(row: Element): { x: number; y: number } {
  const { left, bottom } = row.getBoundingClientRect();
  return { x: left + 24, y: bottom };
}

function between(nodes: readonly CanvasCard[], from: number, to: number): string[] {
  return nodes.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ id }) => id);
}

/**
 * Which row the keyboard is at: the row goes along with its node, and where the node is gone, with the focus on it, the
 * row in its place has it.
 */
function useKeptRow(nodes: readonly CanvasCard[], active: string | null, list: RefObject<HTMLElement | null>) {
  const inside = useRef(false);
  const last = useRef(0);
  const found = nodes.findIndex(({ id }) => id === active);
  const index = found >= 0 ? found : Math.max(0, Math.min(last.current, nodes.length - 1));
  // A row that is moved within the page loses the focus, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows are the reason
  useLayoutEffect(() => {
    last.current = index;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (inside.current && lost) focusRow(list.current, index);
  }, [nodes, index]);
  return { index, inside };
}
