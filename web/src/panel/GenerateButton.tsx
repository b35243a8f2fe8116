// Generate, with its exact price; when it is off it says why, in words that stand beside it too.
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import { credits } from "./changed";

interface Props {
  price: string | null;
  off: boolean;
  /** For a moment after each edit: what would be sent is not shown yet, so it cannot be pressed, nor does it flicker. */
  behind: boolean;
  sending: boolean;
  /** The id of the words that say why it is off. */
  reasonId: string;
  onPress: () => void;
}

export function GenerateButton({ price, off, behind, sending, reasonId, onPress }: Props) {
  return (
    <Button
      look="primary"
      data-generate
      aria-label={price === null ? "Generate" : `Generate, ${credits(price)}`}
      aria-disabled={off || behind}
      aria-busy={sending || (behind && !off)}
      aria-describedby={off ? reasonId : undefined}
      onClick={() => off || onPress()}
      className={classes("tabular min-w-30 px-3.5", sending && "shimmer")}
    >
      {price === null ? "Generate" : `Generate · ${price}`}
    </Button>
  );
}
