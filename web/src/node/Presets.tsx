// Small cards to start from: each begins a prompt, with the mode and the settings that it is meant for.
import type { CanvasNode } from "../document/schema";
import { Skeleton } from "../ui/Skeleton";
import { Lesson } from "./Lesson";
import { PresetCard } from "./PresetCard";
import { useBegin } from "./use_begin";
import { usePresets } from "./use_presets";

const PLACES = [0, 1, 2, 3];

export function Presets({ node }: { node: CanvasNode }) {
  // They begin a prompt; one that is begun they leave alone.
  if (node.prompt.trim() !== "") return <Lesson node={node} />;
  return <Cards node={node} />;
}

function Cards({ node }: { node: CanvasNode }) {
  const presets = usePresets(node.kind);
  const begin = useBegin(node.id);
  return (
    <div className="card-presets grid min-h-0 flex-1 auto-rows-fr grid-cols-2 gap-1.5">
      {presets
        ?.filter(({ first }) => first)
        .map((preset) => (
          <PresetCard key={preset.id} preset={preset} onBegin={begin} />
        ))}
      {!presets && PLACES.map((place) => <Skeleton key={place} className="rounded-control" />)}
    </div>
  );
}
