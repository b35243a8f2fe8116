// The list did not come: what happened, and another try.
import { Button } from "../ui/Button";

export function ListFailed({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-center gap-3 py-24 text-center text-ink-soft text-ui">
      {message}
      <Button small onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
