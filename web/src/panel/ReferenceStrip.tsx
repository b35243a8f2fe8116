// What is connected and can be pointed to, numbered in connection order; dragged or moved by arrow keys.
import { type PointerEvent, useId, useRef, useState } from "react";
import type { PanelReference } from "../api/types";
import { useDocument } from "../document/context";
import { ReferenceThumb } from "./ReferenceThumb";
import { neighbourAfter, targetIndex } from "./reorder";

interface Props {
  nodeId: string;
  references: readonly PanelReference[];
  /** A click puts the reference's chip into the prompt. */
  onPoint: (node: string) => void;
}

interface Drag {
  index: number;
  start: number;
  shift: number;
}

/** A press becomes a drag once it has gone this far, in pixels. */
const SLACK = 4;

export function ReferenceStrip({ nodeId, references, onPoint }: Props) {
  const document = useDocument();
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [said, setSaid] = useState("");
  const dragged = useRef(false);
  const hint = useId();
  const nodes = references.map((reference) => reference.node);

  function move(from: number, to: number): void {
    const reference = references[from];
    if (!reference || to < 0 || to >= nodes.length || to === from) return;
    document.reorder(reference.node, nodeId, neighbourAfter(nodes, from, to));
    setSaid(`${reference.title} is now number ${to + 1}.`);
  }

  function centres(): number[] {
    return [...(list.current?.children ?? [])].map((item) => {
      const box = item.getBoundingClientRect();
      return box.left + box.width / 2;
    });
  }

  function grab(index: number, event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    const button = event.currentTarget;
    const start = event.clientX;
    const rest = centres();
    dragged.current = false;
    button.setPointerCapture(event.pointerId);
    button.onpointermove = ({ clientX }) => {
      if (Math.abs(clientX - start) > SLACK) dragged.current = true;
      if (dragged.current) setDrag({ index, start, shift: clientX - start });
    };
    button.onlostpointercapture = ({ clientX }) => {
      button.onpointermove = null;
      button.onlostpointercapture = null;
      setDrag(null);
      if (dragged.current) move(index, targetIndex(rest, index, (rest[index] ?? 0) + clientX - start));
    };
  }

  if (references.length === 0) return null;
  return (
    <>
      <ol ref={list} aria-label="References" className="flex flex-wrap gap-2 px-3 pt-3">
        {references.map((reference, index) => (
          <ReferenceThumb
            key={reference.node}
            reference={reference}
            number={index + 1}
            of={references.length}
            hintId={hint}
            shift={drag?.index === index ? drag.shift : null}
            onGrab={(event) => grab(index, event)}
            onMove={(by) => move(index, index + by)}
            onRemove={() => document.disconnect(reference.node, nodeId)}
            onPoint={() => dragged.current || onPoint(reference.node)}
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
