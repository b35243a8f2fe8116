// The way out where the server will never take what was changed here: back to what is saved.
import { useState } from "react";
import { useProblem, useStartAgain, useUnsaved } from "../document/context";
import type { Problem } from "../document/room_connection";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";

const HOPELESS: readonly (Problem | null)[] = ["bad_update", "too_large"];

export function RefusedChanges() {
  const problem = useProblem();
  const waiting = useUnsaved();
  const startAgain = useStartAgain();
  const [open, setOpen] = useState(false);
  if (!HOPELESS.includes(problem)) return null;
  const changes = waiting === 1 ? "The change" : `The ${waiting.toLocaleString("en")} changes`;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Go back to what is saved…</Button>
      <Dialog title="Go back to what is saved?" open={open} onClose={() => setOpen(false)}>
        <div className="flex flex-col gap-4 px-4 pb-4 text-ink-soft text-ui">
          <p>
            {changes} that this browser could not save {waiting === 1 ? "is" : "are"} dropped; everything else is there
            as it was. What you want to keep of them, copy it first and paste it afterwards, in smaller parts.
          </p>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Not yet</Button>
            <Button look="danger" onClick={() => void startAgain()}>
              Go back
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
