// The moment under the pointer, above a slider over time.
import { classes } from "../ui/classes";
import { clock } from "./times";

/** `part`: 0 to 1 of the slider's width. */
export function PointedTime({ part, length, className }: { part: number; length: number; className: string }) {
  return (
    <span
      aria-hidden="true"
      className={classes(
        "-translate-x-1/2 tabular pointer-events-none absolute rounded-[5px] bg-ink px-1.5 text-ground text-tiny",
        className,
      )}
      style={{ left: `clamp(18px, ${part * 100}%, 100% - 18px)` }}
    >
      {clock(part * length)}
    </span>
  );
}
