// Bottom right: the minimap, and the zoom.
import { Map as MapIcon, Maximize, Minus, Plus } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { IconButton } from "../ui/IconButton";
import { NARROW } from "../ui/narrow";
import { Minimap } from "./Minimap";
import { useWorkspace } from "./workspace_context";

const KEY = "headwater.minimap";
const STEP = 1.25;

export function Navigation() {
  const { viewport, scene, fitAll } = useNavigation();
  const empty = useSyncExternalStore(scene.subscribe, () => scene.size === 0);
  const [map, setMap] = useState(mapAtFirst);
  const zoom = useSyncExternalStore(viewport.subscribe, () => Math.round(viewport.view.zoom * 100));
  const toggle = () => {
    localStorage.setItem(KEY, map ? "hidden" : "shown");
    setMap(!map);
  };
  const zoomBy = (factor: number) => viewport.zoomTo(viewport.view.zoom * factor, undefined, true);
  return (
    <section aria-label="View" data-corner className="absolute right-3 bottom-3 z-10 flex flex-col items-end gap-2">
      {map && <Minimap />}
      <div className="flex items-center rounded-[10px] bg-sheet p-1 shadow-float">
        {!empty && <MapToggle shown={map} onToggle={toggle} />}
        <IconButton name="Zoom out" keys="−" small onClick={() => zoomBy(1 / STEP)}>
          <Minus size={15} strokeWidth={1.5} />
        </IconButton>
        <button
          type="button"
          aria-label={`Zoom ${zoom} %, set to 100 %`}
          onClick={() => viewport.zoomTo(1, undefined, true)}
          className="tabular h-6 w-12 rounded-[6px] text-ink-soft text-label hover:bg-hover hover:text-ink"
        >
          {zoom} %
        </button>
        <IconButton name="Zoom in" keys="+" small onClick={() => zoomBy(STEP)}>
          <Plus size={15} strokeWidth={1.5} />
        </IconButton>
        <IconButton name="Fit all in view" keys="1" small onClick={fitAll}>
          <Maximize size={15} strokeWidth={1.5} />
        </IconButton>
      </div>
    </section>
  );
}

/** On a phone it waits until it is asked for. */
function mapAtFirst(): boolean {
  const chosen = localStorage.getItem(KEY);
  return chosen === null ? window.innerWidth >= NARROW : chosen === "shown";
}

function MapToggle({ shown, onToggle }: { shown: boolean; onToggle: () => void }) {
  return (
    <>
      <IconButton name={shown ? "Hide the minimap" : "Show the minimap"} small onClick={onToggle} aria-pressed={shown}>
        <MapIcon size={15} strokeWidth={1.5} />
      </IconButton>
      <span className="mx-1 h-4 w-px bg-line" />
    </>
  );
}

function useNavigation() {
  const workspace = useWorkspace();
  return { viewport: workspace.viewport, scene: workspace.scene, fitAll: () => workspace.fitAll() };
}
