// Whether the pointer rests on a node, so that its video may show itself: silently, and never in the hand's way.
import { useEffect, useState } from "react";
import { useGesture, useSelection } from "../canvas/workspace_context";

/** The pointer only passes by before this. */
const REST_MS = 300;

export function useGlance(node: string): boolean {
  const hovered = useSelection((selection) => selection.hovered === node);
  const busy = useGesture(
    ({ moving, panning, connecting, marquee }) => moving || panning || connecting !== null || marquee !== null,
  );
  const [rests, setRests] = useState(false);
  const may = hovered && !busy;
  useEffect(() => {
    if (!may || !wanted()) return;
    const timer = setTimeout(() => setRests(true), REST_MS);
    return () => {
      clearTimeout(timer);
      setRests(false);
    };
  }, [may]);
  return rests && may;
}

/** A finger does not rest on what it touches. */
function wanted(): boolean {
  return matchMedia("(hover: hover)").matches && !matchMedia("(prefers-reduced-motion: reduce)").matches;
}
