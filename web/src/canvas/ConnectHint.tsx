// Beside the pointer while a connection is drawn onto a node that cannot take it: why not.
import { useGesture } from "./workspace_context";

export function ConnectHint() {
  const connecting = useGesture((state) => state.connecting);
  if (!connecting?.refused) return null;
  const { x, y } = connecting.client;
  return (
    <div
      className="pointer-events-none fixed top-0 left-0 z-30 max-w-72 rounded-control bg-sheet px-2.5 py-1.5 text-fail text-label shadow-float"
      style={{ transform: `translate(${Math.min(x + 18, window.innerWidth - 300)}px, ${y + 18}px)` }}
    >
      {connecting.refused}
    </div>
  );
}
