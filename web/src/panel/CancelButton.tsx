// Stops the node's generation, and says so honestly when it came too late.
import { useState, useSyncExternalStore } from "react";
import { cancelGeneration } from "../api/client";
import { messageOf } from "../api/errors";
import { useWorkspace } from "../canvas/workspace_context";
import { receive, useLive } from "../live/store";
import { Button } from "../ui/Button";
import { toast } from "../ui/Toasts";

/** From this zoom on, the Cancel on the node's own card is large enough to be read and pressed. */
const CARD_READABLE = 0.75;

function useCardReadable(): boolean {
  const { viewport } = useWorkspace();
  return useSyncExternalStore(viewport.subscribe, () => viewport.view.zoom >= CARD_READABLE);
}

/** Beside a card that shows one, this one is seen only by whoever comes to it by keyboard. */
export function CancelButton({ generation }: { generation: string }) {
  const [asked, setAsked] = useState(false);
  const second = useCardReadable();

  async function cancel(): Promise<void> {
    setAsked(true);
    try {
      const now = await cancelGeneration(generation);
      useLive.setState((state) => receive(state, { type: "generation", generation: now }));
    } catch (error) {
      toast({ text: messageOf(error), failed: true });
      setAsked(false);
    }
  }

  return (
    <Button
      look="quiet"
      disabled={asked}
      className={second ? "not-focus-visible:sr-only" : ""}
      onClick={() => void cancel()}
    >
      {asked ? "Cancelling…" : "Cancel"}
    </Button>
  );
}
