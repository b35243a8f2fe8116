// A sound drawn from its peaks, crisp at any size.
import { useQuery } from "@tanstack/react-query";
import { getPeaks } from "../api/client";
import { waveformPath } from "./waveform_path";

export function Waveform({ asset, className }: { asset: string; className?: string }) {
  const { data } = useQuery({ queryKey: ["peaks", asset], queryFn: () => getPeaks(asset), staleTime: Infinity });
  return (
    <svg data-kind="audio" aria-hidden="true" viewBox="0 0 96 32" preserveAspectRatio="none" className={className}>
      <path
        d={waveformPath(data ?? [], 32)}
        stroke="var(--kind)"
        strokeWidth="2"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
