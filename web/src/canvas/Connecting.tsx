// The connection being drawn, from its point to the pointer or the node it has taken hold of.
import { curveBetween, curvePath, inputOf, outputOf } from "./geometry";
import { useGesture, useWorkspace } from "./workspace_context";

export function Connecting() {
  const { scene } = useWorkspace();
  const connecting = useGesture((state) => state.connecting);
  const box = connecting && scene.box(connecting.node);
  if (!connecting || !box) return null;
  const { at, side, kind, refused } = connecting;
  const curve = side === "output" ? curveBetween(outputOf(box), at) : curveBetween(at, inputOf(box));
  const colour = refused ? "var(--fail)" : `var(--kind-${kind})`;
  return (
    <>
      <path className="link" d={curvePath(curve)} stroke={colour} strokeDasharray={refused ? "6 6" : undefined} />
      <circle
        cx={at.x}
        cy={at.y}
        r="5"
        fill={colour}
        style={{ scale: "var(--inverse)", transformOrigin: `${at.x}px ${at.y}px` }}
      />
    </>
  );
}
