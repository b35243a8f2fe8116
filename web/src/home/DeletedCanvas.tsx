// Stands where a canvas was that has been deleted, here or in another tab: calm, and one press from coming back.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { Notice } from "../session/Notice";
import { Button } from "../ui/Button";
import { restore, useCanvases } from "./canvases";

interface Props {
  canvas: string;
  title: string;
  /** It is there again, wherever it was restored. */
  onRestored: () => void;
}

export function DeletedCanvas({ canvas, title, onRestored }: Props) {
  const queries = useQueryClient();
  const { data: canvases, isFetching } = useCanvases();
  const back = !isFetching && canvases?.some(({ id }) => id === canvas);
  const restored = useEffectEvent(onRestored);
  useEffect(() => {
    if (back) restored();
  }, [back]);
  return (
    <Notice title="This canvas was deleted">
      <p>Everything on “{title}” is kept, also what was changed here a moment ago.</p>
      <p className="flex items-center gap-2 pt-2">
        <Button look="primary" onClick={() => void restore(queries, { id: canvas })}>
          Restore
        </Button>
        <a href="/" className="rounded-control px-2.5 py-1.5 font-medium text-accent-text text-ui hover:underline">
          All canvases
        </a>
      </p>
    </Notice>
  );
}
