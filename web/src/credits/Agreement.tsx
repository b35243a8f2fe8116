// Whether the sums agree; and if not, every doubt in words.
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { Proof } from "../api/types";

export function Agreement({ proof }: { proof: Proof }) {
  if (proof.agrees) {
    return (
      <p role="status" className="flex items-center gap-2.5 rounded-card bg-card px-4 py-3.5 text-ink text-ui hairline">
        <CircleCheck aria-hidden="true" size={18} strokeWidth={1.5} className="shrink-0 text-good" />
        <span>
          <span className="font-medium">Everything agrees.</span>{" "}
          <span className="tabular text-ink-soft">
            {proof.entries === 1 ? "1 entry" : `${proof.entries} entries`} of the journal were compared.
          </span>
        </span>
      </p>
    );
  }
  return (
    <div role="alert" className="flex gap-2.5 rounded-card bg-card px-4 py-3.5 text-ui hairline">
      <TriangleAlert aria-hidden="true" size={18} strokeWidth={1.5} className="mt-0.5 shrink-0 text-fail" />
      <div>
        <p className="font-medium text-ink">Something does not agree.</p>
        <ul className="list-disc pl-4 text-ink-soft">
          {proof.doubts.map((doubt) => (
            <li key={doubt}>{doubt}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
