// What is connected and can be pointed to, in connection order; dragged or moved by arrow keys.
import { useId, useLayoutEffect, useRef, useState } from "react";
import type { Panel } from "../api/types";
import { useDocument, useIncoming } from "../document/context";
import type { FramePick } from "../document/schema";
import { FramePicker } from "./FramePicker";
import { ReferenceMenu } from "./ReferenceMenu";
import { ReferenceThumb, removeFrom } from "./ReferenceThumb";
import { frameWords, sentNumbers } from "./reference_words";
import { inOrder, moved, neighbourAfter } from "./reorder";
import { useRowDrag } from "./use_row_drag";

interface Props {
  nodeId: string;
  panel: Panel;
  /** Puts the reference's chip into the prompt. */
  onPoint: (node: string) => void;
}

/** Which reference has its menu or its frames open, by node. */
interface Open {
  node: string;
  part: "menu" | "frames";
  thumb: HTMLElement;
}

export function ReferenceStrip({ nodeId, panel, onPoint }: Props) {
  const document = useDocument();
  const sources = useIncoming(nodeId).map((connection) => connection.from);
  const row = inOrder(panel.references, sources);
  const numbers = sentNumbers(row);
  const list = useRef<HTMLOListElement>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const [said, setSaid] = useState("");
  const hint = useId();
  const drag = useRowDrag(list, move);
  const opened = open && row.find(({ node }) => node === open.node);
  const close = () => setOpen(null);
  const moving = useRef<string | null>(null);

  // What changes its place in the page loses the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order is the reason
  useLayoutEffect(() => {
    const thumb = moving.current && list.current?.querySelector(`[data-reference="${moving.current}"] button`);
    if (thumb instanceof HTMLElement) thumb.focus();
    moving.current = null;
  }, [row.map(({ node }) => node).join()]);

  function move(from: number, to: number): void {
    const reference = row[from];
    if (!reference || to < 0 || to >= row.length || to === from) return;
    moving.current = reference.node;
    document.reorder(reference.node, nodeId, neighbourAfter(row, from, to)?.node);
    const number = sentNumbers(moved(row, from, to))[to];
    setSaid(`${reference.title} ${number ? `is now number ${number}` : "was moved"}.`);
  }

  function pick(node: string, title: string, frame: FramePick): void {
    document.setFrame(node, nodeId, frame);
    setSaid(`${frameWords(frame)} of ${title} is used.`);
  }

  if (row.length === 0) return null;
  return (
    <>
      <ol ref={list} aria-label="References" className="flex flex-wrap gap-2 px-3 pt-3">
        {row.map((reference, index) => (
          <ReferenceThumb
            key={reference.node}
            reference={reference}
            number={numbers[index] ?? null}
            of={numbers.filter((number) => number !== null).length}
            hintId={hint}
            shift={drag.shifts?.[index] ?? null}
            held={drag.held === index}
            open={open?.node === reference.node}
            onGrab={(event) => drag.grab(index, event)}
            onOpen={(thumb, { detail }) => {
              const byPointer = detail > 0;
              if (!byPointer || !drag.wasDrag()) setOpen({ node: reference.node, part: "menu", thumb });
            }}
            onMove={(by) => move(index, index + by)}
            onRemove={() => document.disconnect(reference.node, nodeId)}
          />
        ))}
      </ol>
      {opened && open.part === "menu" && (
        <ReferenceMenu
          reference={opened}
          thumb={open.thumb}
          onClose={() => setOpen((now) => (now?.part === "menu" ? null : now))}
          onPoint={() => onPoint(opened.node)}
          onPickFrame={() => setOpen({ ...open, part: "frames" })}
          onRemove={() => removeFrom(open.thumb, () => document.disconnect(opened.node, nodeId))}
        />
      )}
      {opened && open.part === "frames" && (
        <FramePicker reference={opened} onPick={(frame) => pick(opened.node, opened.title, frame)} onClose={close} />
      )}
      <span id={hint} className="sr-only">
        Enter opens what can be done with it. Arrow keys move it. Delete disconnects it.
      </span>
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
    </>
  );
}
