// A card on the canvas: a note, or a node: its content edge to edge, its title above, its points at the sides.
import type { NodeProps } from "@xyflow/react";
import { type CSSProperties, type MouseEvent, memo } from "react";
import type { CardNode } from "../canvas/mounted_cards";
import { useGesture, useSelection, useWorkspace } from "../canvas/workspace_context";
import { useCard } from "../document/context";
import { type CanvasNode, cardName } from "../document/schema";
import { isActive, useGeneration } from "../live/events";
import "./card.css";
import { Content } from "./Content";
import { FarContent } from "./FarContent";
import { showFullScreen } from "./full_screen";
import { NoteCard } from "./NoteCard";
import { Point } from "./Point";
import { ResizeHandle } from "./ResizeHandle";
import { TitleRow } from "./TitleRow";

export const Card = memo(function Card({ id, data, width = 0 }: NodeProps<CardNode>) {
  const card = useCard(id);
  if (card === undefined) return null;
  if (card.kind === "note") return <NoteCard note={card} />;
  return <NodeCard node={card} light={data.detail === "light"} width={width} />;
});

function NodeCard({ node, light, width }: { node: CanvasNode; light: boolean; width: number }) {
  const { id, kind } = node;
  const workspace = useWorkspace();
  const selected = useSelection(({ nodes }) => nodes.has(id));
  const only = useSelection(({ nodes }) => nodes.size === 1 && nodes.has(id));
  const hovered = useSelection((selection) => selection.hovered === id);
  const target = useTarget(id);
  const receding = useGesture(({ connecting }) => connecting?.cannot(id) ?? false);
  const generating = isActive(useGeneration(id));
  const open = (event: MouseEvent) => {
    if (generating || !(event.target instanceof Element) || event.target.closest("button")) return;
    if (kind === "text") workspace.edit(id, "content");
    else if (node.shown?.asset) showFullScreen(id);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a group of form fields, a node is not
    <div
      role="group"
      aria-label={cardName(node)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a node takes the focus, to be moved, opened and deleted
      tabIndex={0}
      data-card={id}
      data-kind={kind}
      data-selected={selected || undefined}
      data-hovered={hovered || undefined}
      data-target={target}
      data-receding={receding || undefined}
      className="card"
      style={{ "--card-width": width } as CSSProperties}
      onDoubleClick={open}
    >
      <TitleRow node={node} selected={selected} only={only} />
      <div className="card-frame">{light ? <FarContent node={node} /> : <Content node={node} active={only} />}</div>
      {(!light || selected || hovered) && <Points node={node} reachable={only} />}
      {only && !light && kind === "text" && <ResizeHandle id={id} />}
    </div>
  );
}

function Points({ node, reachable }: { node: CanvasNode; reachable: boolean }) {
  return (
    <>
      <Point node={node} side="input" reachable={reachable} />
      <Point node={node} side="output" reachable={reachable} />
    </>
  );
}

/** Whether a connection being drawn has taken hold of this node, and may. */
function useTarget(id: string): "allowed" | "refused" | undefined {
  return useGesture(({ connecting }) => {
    if (connecting?.target !== id || connecting.node === id) return undefined;
    return connecting.refused ? "refused" : "allowed";
  });
}
