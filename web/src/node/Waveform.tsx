// A sound's peaks as strokes of a vector drawing; what was played is in the kind's colour. Press to go there.
import { useQuery } from "@tanstack/react-query";
import type { PointerEvent } from "react";
import { getPeaks } from "../api/client";
import { fileMissing } from "./gone_files";
import { strokesPath } from "./waveform_strokes";

interface Props {
  asset: string;
  /** 0 to 1. */
  played: number;
  onSeek: (part: number) => void;
  label: string;
}

const WIDTH = 296;
const HEIGHT = 56;

export function Waveform({ asset, played, onSeek, label }: Props) {
  const { data = [] } = useQuery({ queryKey: ["peaks", asset], queryFn: () => peaksOf(asset), staleTime: Infinity });
  const path = strokesPath(data, WIDTH, HEIGHT);
  const seek = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    onSeek(Math.min(1, Math.max(0, (clientX - left) / width)));
  };
  return (
    <div
      role="slider"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(played * 100)}
      tabIndex={0}
      className="nodrag nopan min-h-0 flex-1 outline-offset-2"
      onPointerDown={seek}
      onKeyDown={(event) => {
        const step = { ArrowRight: 0.05, ArrowLeft: -0.05 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        onSeek(Math.min(1, Math.max(0, played + step)));
      }}
    >
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="size-full" aria-hidden="true">
        <path d={path} stroke="var(--kind)" strokeOpacity="0.35" strokeWidth="2" strokeLinecap="round" />
        <path
          d={path}
          stroke="var(--kind)"
          strokeWidth="2"
          strokeLinecap="round"
          style={{ clipPath: `inset(0 ${(1 - played) * 100}% 0 0)` }}
        />
      </svg>
    </div>
  );
}

async function peaksOf(asset: string): Promise<number[]> {
  try {
    return await getPeaks(asset);
  } catch (error) {
    fileMissing(asset);
    throw error;
  }
}
