// The drawn box of a selection.
import { ViewportPortal } from "@xyflow/react";
import { useGesture } from "./workspace_context";

export function Marquee() {
  const marquee = useGesture((state) => state.marquee);
  if (!marquee) return null;
  const { x, y, w, h } = marquee;
  return (
    <ViewportPortal>
      <div className="marquee" style={{ transform: `translate(${x}px, ${y}px)`, width: w, height: h }} />
    </ViewportPortal>
  );
}
