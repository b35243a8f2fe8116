// The proof: every credit that was ever held is delivered, returned or pending, with the generation behind it.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getProof } from "../api/client";
import type { Outcome, Proof } from "../api/types";
import { PageHeader } from "../header/PageHeader";
import { ListFailed } from "../home/ListFailed";
import { Skeleton } from "../ui/Skeleton";
import { Agreement } from "./Agreement";
import { HoldRows } from "./HoldRows";
import { ProofSums } from "./ProofSums";

export function ProofPage() {
  const { data: proof, error, refetch } = useQuery({ queryKey: ["proof", "sums"], queryFn: getProof });
  return (
    <>
      <PageHeader title="Proof" />
      <main className="mx-auto w-full max-w-3xl px-4 pt-6 pb-24 sm:px-6">
        <h2 className="font-semibold text-ink text-title">Where every credit went</h2>
        <p className="max-w-prose pt-1 pb-5 text-ink-soft text-ui">
          Added up anew from every generation, each time this page is opened, and compared with the{" "}
          <a href="/credits" className="font-medium text-accent-text hover:underline">
            credits
          </a>{" "}
          and their balance. What was held for a generation is delivered, returned, or pending while it goes on.
        </p>
        {!proof && error && <ListFailed message={error.message} onRetry={() => void refetch()} />}
        {!proof && !error && <Loading />}
        {proof && <Proven proof={proof} />}
      </main>
    </>
  );
}

function Proven({ proof }: { proof: Proof }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  return (
    <>
      <Agreement proof={proof} />
      <ProofSums proof={proof} />
      <HoldRows count={proof.count} outcome={outcome} onOutcome={setOutcome} />
    </>
  );
}

function Loading() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4">
      <Skeleton className="h-14 rounded-card" />
      <Skeleton className="h-32 rounded-card" />
      <Skeleton className="h-72 rounded-card" />
    </div>
  );
}
