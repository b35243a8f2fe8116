// A sound drawn from its peaks, crisp at any size.
import { useQuery } from "@tanstack/react-query";
import { getPeaks } from "../api/client";
import { strokesPath } from "../node/waveform_strokes";

const HEIGHT = 48;

/** `width`: in units of the drawing; more units are more strokes. */
export function Waveform({ asset, width = 160, className }: { asset: string; width?: number; className?: string }) {
  const { data = [] } = useQuery({ queryKey: ["peaks", asset], queryFn: () => getPeaks(asset), staleTime: Infinity });
  return (
    <svg
      data-kind="audio"
      aria-hidden="true"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={className}
    >
      <path
        d={strokesPath(data, width, HEIGHT)}
        stroke="var(--kind)"
        strokeWidth="2"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
