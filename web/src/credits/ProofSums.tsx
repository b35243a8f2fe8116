// The two sums of the proof, as one adds them up on paper: what was held, and what can be spent.
import type { Proof } from "../api/types";

export function ProofSums({ proof }: { proof: Proof }) {
  return (
    <div className="grid gap-3 pt-3 sm:grid-cols-2">
      <Sum
        name="Ever held"
        whole={proof.held}
        parts={[
          ["Delivered", proof.delivered],
          ["Returned", proof.returned],
          ["Pending", proof.pending],
        ]}
      />
      <Sum
        name="To spend now"
        whole={proof.balance}
        parts={[
          ["Ever added", proof.granted],
          ["Delivered", `−${proof.delivered}`],
          ["Pending", `−${proof.pending}`],
        ]}
      />
    </div>
  );
}

function Sum({ name, whole, parts }: { name: string; whole: string; parts: [name: string, amount: string][] }) {
  return (
    <dl aria-label={name} className="tabular flex flex-col gap-1 rounded-card bg-card px-4 py-3 text-ui hairline">
      {parts.map(([part, amount]) => (
        <div key={part} className="flex justify-between gap-4 text-ink-soft">
          <dt>{part}</dt>
          <dd>{amount === "−0" ? "0" : amount}</dd>
        </div>
      ))}
      <div className="mt-1 flex justify-between gap-4 border-line border-t pt-2 font-medium text-ink">
        <dt>{name}</dt>
        <dd>{whole}</dd>
      </div>
    </dl>
  );
}
