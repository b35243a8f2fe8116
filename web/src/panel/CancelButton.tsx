// Stops the node's generation, from the panel.
import { useSyncExternalStore } from "react";
import type { Generation } from "../api/types";
import { useWorkspace } from "../canvas/workspace_context";
import { cancelAll, useCancelling } from "../live/cancelling";
import { useGoing } from "../live/store";
import { Button } from "../ui/Button";

/** From this zoom on, the Cancel on the node's own card is large enough to be read and pressed. */
const CARD_READABLE = 0.75;

function useCardReadable(): boolean {
  const { viewport } = useWorkspace();
  return useSyncExternalStore(viewport.subscribe, () => viewport.view.zoom >= CARD_READABLE);
}

/** Beside a card that shows one, this one is seen only by whoever comes to it by keyboard. */
export function CancelButton({ generation }: { generation: Generation }) {
  const cancelling = useCancelling(generation);
  const going = useGoing(generation.node);
  const second = useCardReadable();
  return (
    <Button
      look="quiet"
      aria-disabled={cancelling}
      className={second ? "not-focus-visible:sr-only" : ""}
      onClick={() => cancelling || void cancelAll(going)}
    >
      {cancelling ? "Cancelling…" : going.length > 1 ? `Cancel all ${going.length}` : "Cancel"}
    </Button>
  );
}
