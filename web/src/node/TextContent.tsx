// A text: Markdown as one reads it, an editor when one writes, the stream while it is generated.
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { sizeOf } from "../canvas/geometry";
import { useSelection } from "../canvas/workspace_context";
import type { CanvasNode } from "../document/schema";
import { inCard } from "./in_card";
import { PresetMenu } from "./PresetMenu";
import { Presets } from "./Presets";
import { Prose } from "./Prose";
import { TextLength } from "./TextLength";
import { TextEditor } from "./text_editor_later";

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
  if (editing && active) return <WithLength text={node.text} content={<TextEditor id={node.id} />} />;
  if (node.text === "") return busy ? null : <EmptyText node={node} />;
  if (!active)
    return (
      <div className="text-fade size-full overflow-hidden px-4.5 py-4">
        <Prose text={inCard(node.text, sizeOf(node))} />
      </div>
    );
  const read = (
    <div className="nowheel size-full overflow-y-auto px-4.5 pt-4 pb-(--below-text)">
      <Prose text={node.text} />
    </div>
  );
  return <WithLength text={node.text} content={read} />;
}

/** Of the selected text, how long it is. */
function WithLength({ text, content }: { text: string; content: ReactNode }) {
  return (
    <>
      {content}
      <div className="card-bar text-length">
        <TextLength text={text} />
      </div>
    </>
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
    <div className="flex size-full flex-col gap-1.5 p-2 pb-1.5">
      <p data-write className="min-h-13 flex-none cursor-text px-2.5 py-2 text-ink-faint text-prose">
        Write here, or generate below
      </p>
      <Presets node={node} />
      <div className="flex justify-end px-0.5 empty:hidden">
        <PresetMenu node={node} />
      </div>
    </div>
  );
}
