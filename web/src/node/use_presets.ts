// The presets of a kind, as the server has them; read once.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { listPresets } from "../api/client";
import type { Kind, Preset } from "../api/types";

const NONE: readonly Preset[] = [];

/** Of every kind; none until they are known. */
export function useAllPresets(): readonly Preset[] {
  return usePresetQuery().data ?? NONE;
}

/** In the order in which they are offered; undefined until they are known. */
export function usePresets(kind: Kind): readonly Preset[] | undefined {
  const { data, error } = usePresetQuery();
  return useMemo(() => (error ? NONE : data?.filter((preset) => preset.kind === kind)), [data, error, kind]);
}

function usePresetQuery() {
  return useQuery({ queryKey: ["presets"], queryFn: listPresets, staleTime: Number.POSITIVE_INFINITY });
}

export interface PresetGroup {
  value: string;
  items: Preset[];
}

/** Groups in the order in which they first come. */
export function grouped(presets: readonly Preset[]): PresetGroup[] {
  const groups = new Map<string, Preset[]>();
  for (const preset of presets) groups.set(preset.group, [...(groups.get(preset.group) ?? []), preset]);
  return [...groups].map(([value, items]) => ({ value, items }));
}
