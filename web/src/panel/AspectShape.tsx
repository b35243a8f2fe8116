// The shape of a picture, as small as a letter.
import { type Proportions, scaled } from "./proportions";

const SIDE = 12;

export function AspectShape({ shape }: { shape: Proportions }) {
  const { width, height } = scaled(shape, SIDE);
  return (
    <svg aria-hidden="true" width={14} height={14} viewBox="-7 -7 14 14" className="shrink-0">
      <rect
        x={-width / 2}
        y={-height / 2}
        width={width}
        height={height}
        rx={1.5}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.25}
      />
    </svg>
  );
}
