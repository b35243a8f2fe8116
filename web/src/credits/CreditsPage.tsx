// What there is to spend, the limits to it, what each credit was for, and adding more.
import { History, type LucideIcon, ReceiptText, Scale } from "lucide-react";
import type { ReactNode } from "react";
import { PageHeader } from "../header/PageHeader";
import { AddCredits } from "./AddCredits";
import { BalanceFigure } from "./BalanceFigure";
import { Entries } from "./Entries";
import { Limits } from "./Limits";

export function CreditsPage() {
  return (
    <>
      <PageHeader title="Credits" />
      <main className="mx-auto w-full max-w-3xl px-4 pt-6 pb-24 sm:px-6">
        <section className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
          <BalanceFigure />
          <AddCredits />
        </section>
        <Limits />
        <Entries />
        <nav aria-label="More of credits" className="-ml-2.5 flex flex-wrap gap-x-2 pt-6">
          <Further href="/credits/proof" icon={Scale}>
            Proof of credits
          </Further>
          <Further href="/costs" icon={ReceiptText}>
            What providers were paid
          </Further>
          <Further href="/generations" icon={History}>
            Generations
          </Further>
        </nav>
      </main>
    </>
  );
}

function Further({ href, icon: Icon, children }: { href: string; icon: LucideIcon; children: ReactNode }) {
  return (
    <a
      href={href}
      className="inline-flex h-8 items-center gap-2 rounded-control px-2.5 text-ink-faint text-ui transition-colors hover:bg-hover hover:text-ink"
    >
      <Icon aria-hidden="true" size={16} strokeWidth={1.5} />
      {children}
    </a>
  );
}
