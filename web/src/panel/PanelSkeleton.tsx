// The panel at its size before the server has answered.
import { Skeleton } from "../ui/Skeleton";

export function PanelSkeleton() {
  return (
    <div aria-busy="true">
      <div className="p-3">
        <Skeleton className="h-8 w-48 rounded-control" />
        <Skeleton className="mt-4 h-4 w-2/3" />
        <div className="h-16" />
      </div>
      <div className="flex items-center justify-between border-line border-t px-3 py-2">
        <Skeleton className="h-5 w-28" />
        <Skeleton className="h-8 w-30 rounded-control" />
      </div>
    </div>
  );
}
