// A small picture of a canvas, drawn from what is really on it: nodes in their places, what they show, and the lines.
import { memo, useMemo } from "react";
import { assetPreview } from "../api/client";
import type { Sketch } from "../api/types";
import { KindIcon } from "../ui/kinds";
import "./home.css";
import { type Picture, type PictureNode, pictureOf, previewSize } from "./picture";
import { useSeen } from "./use_seen";

const RADIUS = 14;

export const CanvasPicture = memo(function CanvasPicture({ sketch }: { sketch: Sketch }) {
  const [ref, seen] = useSeen<SVGSVGElement>();
  const picture = useMemo(() => pictureOf(sketch), [sketch]);
  const { x, y, w, h } = picture.frame;
  return (
    <svg ref={ref} aria-hidden="true" viewBox={`${x} ${y} ${w} ${h}`} className="picture block aspect-8/5 w-full">
      {seen && <Drawing picture={picture} />}
    </svg>
  );
});

function Drawing({ picture }: { picture: Picture }) {
  return (
    <>
      <g fill="none" stroke="var(--ink-faint)" strokeOpacity="0.45" strokeWidth="1.25">
        {picture.lines.map((path) => (
          <path key={path} d={path} vectorEffect="non-scaling-stroke" />
        ))}
      </g>
      {picture.nodes.map((placed, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nodes of a sketch have no names, and keep their order
        <DrawnNode key={place} placed={placed} picture={picture} />
      ))}
    </>
  );
}

function DrawnNode({ placed, picture }: { placed: PictureNode; picture: Picture }) {
  const { node, box } = placed;
  const { x, y, w, h } = box;
  const pictured = node.asset && node.kind !== "audio";
  return (
    <g data-kind={node.kind}>
      <rect x={x} y={y} width={w} height={h} rx={RADIUS} fill="var(--card)" />
      {node.lines ? <Lines lines={node.lines} box={box} /> : <KindMark placed={placed} />}
      {pictured && (
        <image
          href={assetPreview(node.asset ?? "", previewSize(box, picture.frame))}
          x={x}
          y={y}
          width={w}
          height={h}
          preserveAspectRatio="xMidYMid slice"
          style={{ clipPath: `inset(0 round ${RADIUS}px)` }}
        />
      )}
      {pictured && node.kind === "video" && <PlayMark box={box} />}
      <rect
        x={x}
        y={y}
        width={w}
        height={h}
        rx={RADIUS}
        fill="none"
        stroke="var(--line-strong)"
        vectorEffect="non-scaling-stroke"
      />
    </g>
  );
}

function Lines({ lines, box: { x, y, w, h } }: { lines: readonly number[]; box: PictureNode["box"] }) {
  const fitting = lines.filter((_, row) => 26 + row * 34 + 16 < h);
  return (
    <g fill="var(--ink)" fillOpacity="0.28">
      {fitting.map((full, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no names, and keep their order
        <rect key={row} x={x + 24} y={y + 26 + row * 34} width={((w - 48) * full) / 100} height={14} rx={7} />
      ))}
    </g>
  );
}

/** What kind it is, where there is nothing else to see: clear for a sound, faint for what is still empty. */
function KindMark({ placed: { node, box } }: { placed: PictureNode }) {
  const size = Math.min(box.w, box.h) * 0.34;
  const scale = size / 24;
  const [x, y] = [box.x + (box.w - size) / 2, box.y + (box.h - size) / 2];
  return (
    <>
      <rect x={box.x} y={box.y} width={box.w} height={box.h} rx={RADIUS} fill="var(--kind)" fillOpacity="0.1" />
      <g transform={`translate(${x} ${y}) scale(${scale})`} opacity={node.asset ? 1 : 0.55}>
        <KindIcon kind={node.kind} size={24} />
      </g>
    </>
  );
}

function PlayMark({ box: { x, y, w, h } }: { box: PictureNode["box"] }) {
  const size = Math.min(w, h) * 0.17;
  return (
    <g transform={`translate(${x + w / 2} ${y + h / 2}) scale(${size})`}>
      <circle r="1" fill="#000" fillOpacity="0.45" />
      <path d="M-0.3-0.45L0.5 0L-0.3 0.45Z" fill="#fff" />
    </g>
  );
}
