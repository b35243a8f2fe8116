// A page with nothing but a few kind words in its middle.
import { type ReactNode, useEffect } from "react";
import { Mark } from "../ui/Mark";

export function Notice({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Headwater`;
  }, [title]);
  return (
    <main className="flex min-h-dvh items-center justify-center p-6">
      <div className="w-full max-w-md rounded-card bg-card p-8 shadow-float">
        <Mark size={32} />
        <h1 className="pt-6 font-semibold text-ink text-title">{title}</h1>
        <div className="flex flex-col gap-3 pt-2 text-ink-soft text-prose">{children}</div>
      </div>
    </main>
  );
}
