// Removing is deliberate: a key cannot be shown again, so it cannot be brought back.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { disconnectProvider } from "../api/client";
import { messageOf } from "../api/errors";
import type { ProviderCard } from "../api/types";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { toast } from "../ui/Toasts";
import { askForProviders } from "./use_providers";

interface Props {
  card: ProviderCard;
  open: boolean;
  onClose: () => void;
}

export function RemoveDialog({ card, open, onClose }: Props) {
  const title = card.type ? `Remove ${card.name}?` : `Remove the key for ${card.name}?`;
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      <Body card={card} onClose={onClose} />
    </Dialog>
  );
}

function Body({ card, onClose }: Omit<Props, "open">) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function remove(): Promise<void> {
    if (busy) return;
    setBusy(true);
    try {
      await disconnectProvider(card.id);
      onClose();
      await askForProviders(queries);
      toast({ text: card.type ? `${card.name} was removed.` : `The key for ${card.name} was removed.` });
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
    }
  }

  return (
    <div className="flex flex-col gap-4 px-4 pb-4 text-ink-soft text-ui">
      <p>{card.type ? SERVER_GOES : KEY_GOES}</p>
      <p role="alert" className="text-fail empty:hidden">
        {problem}
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" aria-busy={busy} onClick={() => void remove()}>
          Remove
        </Button>
      </div>
    </div>
  );
}

const KEY_GOES =
  "Headwater forgets it. What was made stays; nodes that use these models can generate again once there is a key. To take the key back for good, delete it at the provider too.";
const SERVER_GOES =
  "Its models go from the list, with the kinds and prices that you gave them. What was made stays, and nodes that name these models keep their name.";
