// What is connected and can be pointed to, numbered in connection order; dragged or moved by arrow keys.
import { useId, useRef, useState } from "react";
import type { Panel, PanelReference } from "../api/types";
import { useDocument, useIncoming } from "../document/context";
import { ReferenceThumb } from "./ReferenceThumb";
import { inOrder, neighbourAfter } from "./reorder";
import { useRowDrag } from "./use_row_drag";

interface Props {
  nodeId: string;
  panel: Panel;
  /** A click puts the reference's chip into the prompt. */
  onPoint: (node: string) => void;
}

/** Whether it goes along. While nothing could be sent at all, nothing is singled out. */
function isUsed({ node, ready }: PanelReference, { hash, request }: Panel): boolean {
  return hash === null || !ready || request.references.some((sent) => sent.node === node);
}

export function ReferenceStrip({ nodeId, panel, onPoint }: Props) {
  const document = useDocument();
  const sources = useIncoming(nodeId).map((connection) => connection.from);
  const row = inOrder(panel.references, sources);
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState("");
  const hint = useId();
  const drag = useRowDrag(list, move);

  function move(from: number, to: number): void {
    const reference = row[from];
    if (!reference || to < 0 || to >= row.length || to === from) return;
    document.reorder(reference.node, nodeId, neighbourAfter(row, from, to)?.node);
    setSaid(`${reference.title} is now number ${to + 1}.`);
  }

  if (row.length === 0) return null;
  return (
    <>
      <ol ref={list} aria-label="References" className="flex flex-wrap gap-2 px-3 pt-3">
        {row.map((reference, index) => (
          <ReferenceThumb
            key={reference.node}
            reference={reference}
            used={isUsed(reference, panel)}
            number={index + 1}
            of={row.length}
            hintId={hint}
            shift={drag.shifts?.[index] ?? null}
            held={drag.held === index}
            onGrab={(event) => drag.grab(index, event)}
            onMove={(by) => move(index, index + by)}
            onRemove={() => document.disconnect(reference.node, nodeId)}
            onPoint={() => drag.wasDrag() || onPoint(reference.node)}
          />
        ))}
      </ol>
      <span id={hint} className="sr-only">
        Enter points to it in the prompt. Arrow keys move it. Delete disconnects it.
      </span>
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
    </>
  );
}
