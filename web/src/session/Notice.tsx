// A page with nothing but a few kind words in its middle.
import { type ReactNode, useEffect } from "react";

export function Notice({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Headwater`;
  }, [title]);
  return (
    <main className="flex min-h-dvh items-center justify-center p-6">
      <div className="w-full max-w-md rounded-card bg-card p-8 shadow-float">
        <Mark />
        <h1 className="pt-6 font-semibold text-ink text-title">{title}</h1>
        <div className="flex flex-col gap-3 pt-2 text-ink-soft text-prose">{children}</div>
      </div>
    </main>
  );
}

/** Two streams that join: the mark of Headwater. */
function Mark() {
  return (
    <svg
      aria-hidden="true"
      viewBox="5 5 22 22"
      width="32"
      height="32"
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path d="M7 9c8 0 8 14 18 14" stroke="var(--accent)" />
      <path d="M7 23c4 0 6-2.6 8-5.4" stroke="var(--ink-faint)" />
      <circle cx="7" cy="9" r="2" fill="var(--accent)" />
      <circle cx="25" cy="23" r="2" fill="var(--accent)" />
    </svg>
  );
}
