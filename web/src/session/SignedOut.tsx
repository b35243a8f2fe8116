// How to get in, for whoever is not.
import { Notice } from "./Notice";

export function SignedOut({ message }: { message: string | null }) {
  return (
    <Notice title="Open your studio">
      {message && (
        <p role="alert" className="text-warn">
          {message}
        </p>
      )}
      <p>This browser is not signed in. In a terminal on the machine that runs Headwater, type</p>
      <pre className="select-all rounded-control bg-field px-3 py-2 font-mono text-ink text-ui">headwater open</pre>
      <p>and it opens here. The link that the terminal printed when Headwater started works too, once.</p>
    </Notice>
  );
}
