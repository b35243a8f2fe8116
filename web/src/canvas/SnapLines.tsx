// The lines along which cards in the hand lie with others.
import { ViewportPortal } from "@xyflow/react";
import { useGesture } from "./workspace_context";

export function SnapLines() {
  const lines = useGesture((state) => state.snapLines);
  if (lines.length === 0) return null;
  return (
    <ViewportPortal>
      {lines.map(({ upright, at, from, to }) => (
        <div
          key={`${upright} ${at}`}
          data-snap-line={upright ? "upright" : "level"}
          className="snap-line"
          style={
            upright
              ? { transform: `translate(${at}px, ${from}px)`, height: to - from }
              : { transform: `translate(${from}px, ${at}px)`, width: to - from }
          }
        />
      ))}
    </ViewportPortal>
  );
}
