// How many characters the full prompt has, shown as its limit nears; over it, how many too many.
import { classes } from "../ui/classes";

const NEAR = 0.8;
const digits = new Intl.NumberFormat("en");

export function PromptLimit({ length, limit }: { length: number; limit: number | null }) {
  if (limit === null || length < limit * NEAR) return null;
  const over = length - limit;
  return (
    <span className={classes("tabular text-label", over > 0 ? "text-fail" : "text-ink-faint")}>
      {digits.format(length)} of {digits.format(limit)} characters{over > 0 && `, ${digits.format(over)} too many`}
    </span>
  );
}
