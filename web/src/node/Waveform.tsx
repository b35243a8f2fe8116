// A sound's peaks as strokes of a vector drawing; what was played is in the kind's colour. Press or drag to go there.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { getPeaks } from "../api/client";
import { fileMissing } from "./gone_files";
import { PointedTime } from "./PointedTime";
import { type Scrubbing, useScrub } from "./use_scrub";
import { strokesPath } from "./waveform_strokes";

/** Units of the drawing; a stroke takes four. */
const WIDTH = { card: 296, wide: 840 };
const HEIGHT = 56;

export function Waveform({ asset, wide, ...scrubbing }: Scrubbing & { asset: string; wide: boolean }) {
  const { data } = useQuery({ queryKey: ["peaks", asset], queryFn: () => peaksOf(asset), staleTime: Infinity });
  const { at, length } = scrubbing;
  const { slider, pointed } = useScrub(scrubbing);
  return (
    <div {...slider} className="nodrag nopan relative min-h-0 flex-1 touch-none outline-offset-2">
      {data ? (
        <Strokes width={wide ? WIDTH.wide : WIDTH.card} peaks={data} played={length > 0 ? at / length : 0} />
      ) : (
        <Coming />
      )}
      {pointed !== null && (
        <>
          <span
            className="pointer-events-none absolute inset-y-0 w-px bg-ink-faint"
            style={{ left: `${pointed * 100}%` }}
          />
          <PointedTime part={pointed} length={length} className="-top-3" />
        </>
      )}
    </div>
  );
}

interface StrokesProps {
  width: number;
  peaks: readonly number[];
  /** 0 to 1. */
  played: number;
}

function Strokes({ width, peaks, played }: StrokesProps) {
  const path = useMemo(() => strokesPath(peaks, width, HEIGHT), [peaks, width]);
  const stroke = { d: path, stroke: "var(--kind)", strokeWidth: 2, strokeLinecap: "round" } as const;
  return (
    <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" className="size-full" aria-hidden="true">
      <path {...stroke} strokeOpacity="0.35" />
      <path {...stroke} style={{ clipPath: `inset(0 ${(1 - Math.min(1, played)) * 100}% 0 0)` }} />
    </svg>
  );
}

/** As high as a quiet passage, so that nothing jumps when the strokes come. */
function Coming() {
  return <span className={"absolute inset-x-0 top-1/2 h-0.5 rounded-full bg-skeleton"} />;
}

async function peaksOf(asset: string): Promise<number[]> {
  try {
    return await getPeaks(asset);
  } catch (error) {
    fileMissing(asset);
    throw error;
  }
}
