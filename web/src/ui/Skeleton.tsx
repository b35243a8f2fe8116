// Stands where content will be, at the size it will have.
import { classes } from "./classes";

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={classes("shimmer rounded-[6px] bg-skeleton", className)} />;
}
