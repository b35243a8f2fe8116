// A text: Markdown as one reads it, an editor when one writes, the stream while it is generated.
import { useLayoutEffect, useRef } from "react";
import { useSelection } from "../canvas/workspace_context";
import type { CanvasNode } from "../document/schema";
import { Presets } from "./Presets";
import { Prose } from "./Prose";
import { TextEditor } from "./TextEditor";

interface Props {
  node: CanvasNode;
  active: boolean;
  /** What has been generated so far, in place of the text. */
  streamed: string | null;
  busy: boolean;
}

export function TextContent({ node, active, streamed, busy }: Props) {
  const editing = useSelection(({ editing: at }) => at?.node === node.id && at.part === "content");
  if (streamed !== null) return <Streamed text={streamed} />;
  if (editing && active) return <TextEditor id={node.id} />;
  if (node.text === "") return busy ? null : <EmptyText node={node} />;
  return (
    <div className={`size-full px-4.5 py-4 ${active ? "nowheel overflow-y-auto" : "text-fade overflow-hidden"}`}>
      <Prose text={node.text} />
    </div>
  );
}

/** Follows its own end. */
function Streamed({ text }: { text: string }) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls as the text grows
  useLayoutEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [text]);
  return (
    <div ref={box} className="size-full overflow-hidden px-4.5 pt-4 pb-14">
      <Prose text={text} />
    </div>
  );
}

/** A press on the empty page begins to write; Enter does the same. */
function EmptyText({ node }: { node: CanvasNode }) {
  return (
    <div className="flex size-full flex-col gap-2 p-3">
      <p data-write className="min-h-16 flex-[2] cursor-text p-1.5 text-ink-faint text-prose">
        Write here, or generate below
      </p>
      <Presets node={node} />
    </div>
  );
}
