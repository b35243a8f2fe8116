// Cards side by side, as many as fit; and the same while they load.
import type { ReactNode } from "react";
import { Skeleton } from "../ui/Skeleton";

const GRID =
  "grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(16rem,1fr))] sm:gap-x-6 sm:gap-y-8";
const PLACES = ["one", "two", "three", "four", "five", "six", "seven", "eight"];

export function Grid({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className={GRID}>
      {children}
    </ul>
  );
}

export function GridLoading() {
  return (
    <div role="status" aria-label="Loading canvases" className={GRID}>
      {PLACES.map((place) => (
        <div key={place}>
          <Skeleton className="aspect-8/5 w-full rounded-card" />
          <Skeleton className="mt-3 h-3.5 w-3/5" />
          <Skeleton className="mt-2 h-3 w-2/5" />
        </div>
      ))}
    </div>
  );
}
