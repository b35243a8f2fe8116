// A link that leads out of Headwater, into a tab of its own.
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes";

export function OutsideLink({ href, className, children }: { href: string; className?: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className={classes(
        "inline-flex items-center gap-1 rounded-[4px] font-medium text-accent-text text-label hover:underline",
        className,
      )}
    >
      {children}
      <ExternalLink aria-hidden="true" size={12} strokeWidth={1.75} />
      <span className="sr-only">(opens in a new tab)</span>
    </a>
  );
}
