// How to get in, for whoever is not.
import { Notice } from "./Notice";

/** `spent`: a link was tried, and it was used before or too old. */
export function SignedOut({ spent }: { spent: boolean }) {
  return (
    <Notice title="Open your studio">
      {spent ? (
        <p role="alert">
          That link was used before, or is too old. For a new one, type this in a terminal on the machine that runs
          Headwater:
        </p>
      ) : (
        <p>This browser is not signed in. In a terminal on the machine that runs Headwater, type</p>
      )}
      <pre className="select-all rounded-control bg-field px-3 py-2 font-mono text-ink text-ui">headwater open</pre>
      <p>and it opens here. {spent || "The link that the terminal printed when Headwater started works too, once."}</p>
    </Notice>
  );
}
