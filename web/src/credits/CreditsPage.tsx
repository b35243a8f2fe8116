// What there is to spend, what each credit was for, and adding more.
import { PageHeader } from "../header/PageHeader";
import { AddCredits } from "./AddCredits";
import { BalanceFigure } from "./BalanceFigure";
import { Entries } from "./Entries";

export function CreditsPage() {
  return (
    <>
      <PageHeader title="Credits" />
      <main className="mx-auto w-full max-w-3xl px-4 pt-6 pb-24 sm:px-6">
        <section className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
          <BalanceFigure />
          <AddCredits />
        </section>
        <Entries />
      </main>
    </>
  );
}
