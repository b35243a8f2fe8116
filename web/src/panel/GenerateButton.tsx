// Generate, with its exact price; when it is off it says why, in words that stand beside it too.
import { useState } from "react";
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import { credits } from "./changed";

interface Props {
  /** Of all takes together. */
  price: string | null;
  /** How many one press makes. */
  takes: number;
  off: boolean;
  /** For a moment after each edit: what would be sent is not shown yet, so it cannot be pressed, nor does it flicker. */
  behind: boolean;
  sending: boolean;
  /** The id of the words that say why it is off. */
  reasonId: string;
  onPress: () => void;
}

export function GenerateButton({ price, takes, off, behind, sending, reasonId, onPress }: Props) {
  return (
    <Button
      look="primary"
      data-generate
      aria-label={[
        takes > 1 ? `Generate ${takes} takes` : "Generate",
        ...(price === null ? [] : [credits(price)]),
      ].join(", ")}
      aria-disabled={off || behind}
      aria-busy={sending || (behind && !off)}
      aria-describedby={off ? reasonId : undefined}
      onClick={() => off || onPress()}
      className={classes("tabular min-w-30 px-3.5", sending && "shimmer")}
    >
      {price === null ? "Generate" : <Priced price={price} verb={takes > 1 ? `Generate ${takes}` : "Generate"} />}
    </Button>
  );
}

/** A price that is another than a moment ago lights up once, so that nobody presses on the old one. */
function Priced({ price, verb }: { price: string; verb: string }) {
  const [seen, setSeen] = useState({ price, changes: 0 });
  if (seen.price !== price) setSeen({ price, changes: seen.changes + 1 });
  return (
    <span>
      {verb} ·{" "}
      <span key={seen.changes} className={seen.changes > 0 ? "price-changed" : ""}>
        {price}
      </span>
    </span>
  );
}
