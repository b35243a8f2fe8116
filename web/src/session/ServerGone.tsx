// The server does not answer: it is tried again until it does.
import { Notice } from "./Notice";

export function ServerGone() {
  return (
    <Notice title="Headwater is not answering">
      <p>The server on this machine is not running, or is just starting. Nothing that was saved is lost.</p>
      <p role="status" className="text-ink-faint text-ui">
        Trying again every few seconds…
      </p>
    </Notice>
  );
}
