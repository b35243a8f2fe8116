// Every node of the canvas as a list, along the connections, with how it stands: seen when asked for or when the keyboard comes to it.
// However many there are: only the rows near the view are mounted.
import { type RefObject, useDeferredValue, useEffect, useMemo, useRef } from "react";
import { useVersion } from "../document/context";
import { classes } from "../ui/classes";
import { bring } from "../ui/row_focus";
import { type RowsInView, useRows } from "../ui/use_rows";
import { OutlineRow } from "./OutlineRow";
import { outlineOrder } from "./outline_order";
import { useOutlineKeys } from "./use_outline_keys";
import { useWorkspace } from "./workspace_context";

/** CSS pixels. */
const ROW = 28;
const rowHeight = () => ROW;

export function Outline({ shown, onClose }: { shown: boolean; onClose: () => void }) {
  const { document, selection } = useWorkspace();
  // Thousands of rows wait for what the hand is doing.
  const version = useDeferredValue(useVersion());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document's nodes are new with each version
  const nodes = useMemo(() => outlineOrder(document), [document, version]);
  const scroller = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const view = useRows(list, scroller, rowHeight);
  const keys = useOutlineKeys({ nodes, list, scroller, row: ROW, onClose });
  useSelectedInView(shown, () => nodes.findIndex(({ id }) => selection.getState().nodes.has(id)), list, scroller);
  return (
    <section
      ref={scroller}
      aria-label="Outline"
      className={classes(
        "max-h-[min(28rem,70vh)] w-60 overflow-y-auto rounded-[12px] bg-sheet p-1 shadow-float",
        shown ? "block" : "sr-only focus-within:not-sr-only focus-within:max-h-[min(28rem,70vh)] focus-within:w-60",
      )}
    >
      <div
        ref={list}
        role="tree"
        aria-label="Nodes"
        aria-multiselectable
        aria-description="Enter goes to a node. Space, and Shift with the arrow keys, select several. Shift F10 opens what can be done."
        // What the keyboard comes to is a row; without any there is nothing to come to.
        tabIndex={-1}
        className="relative outline-none"
        style={{ height: nodes.length * ROW }}
        onKeyDown={keys.press}
        onFocus={keys.entered}
        onBlur={keys.left}
      >
        {rowsShown(view, nodes.length, keys.at).map((index) => {
          const node = nodes[index];
          return (
            node && (
              <OutlineRow
                key={node.id}
                node={node}
                shown={shown}
                index={index}
                count={nodes.length}
                top={index * ROW}
                reachable={index === keys.at}
              />
            )
          );
        })}
      </div>
      {nodes.length === 0 && <p className="p-2 text-ink-faint text-label">Nothing on this canvas yet.</p>}
    </section>
  );
}

/** The rows near the view, and the one that the keyboard is at or comes to: what is focused is never taken away. */
function rowsShown(view: RowsInView | null, count: number, at: number): number[] {
  const first = Math.min(view?.first ?? 0, count);
  const end = Math.max(first, Math.min(view?.end ?? 0, count));
  const rows = Array.from({ length: end - first }, (_, index) => first + index);
  if (at >= count || rows.includes(at)) return rows;
  return at < first ? [at, ...rows] : [...rows, at];
}

/** Whoever opens it sees where they are. */
function useSelectedInView(
  shown: boolean,
  find: () => number,
  list: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only opening it scrolls
  useEffect(() => {
    const index = shown ? find() : -1;
    if (index >= 0) bring(scroller.current, list.current, index, ROW);
  }, [shown]);
}
