// Stops the node's generation, and says so honestly when it came too late.
import { useState } from "react";
import { cancelGeneration } from "../api/client";
import { messageOf } from "../api/errors";
import { receive, useLive } from "../live/store";
import { Button } from "../ui/Button";
import { toast } from "../ui/Toasts";

export function CancelButton({ generation }: { generation: string }) {
  const [asked, setAsked] = useState(false);

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
    <Button look="quiet" disabled={asked} onClick={() => void cancel()}>
      {asked ? "Cancelling…" : "Cancel"}
    </Button>
  );
}
