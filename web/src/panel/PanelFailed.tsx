// The panel when the server could not be asked.
import { Button } from "../ui/Button";

export function PanelFailed({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div role="alert" className="flex items-center justify-between gap-4 p-3">
      <p className="text-ink-soft text-ui">{message}</p>
      <Button small onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
