// What to say when the server would not run what was shown, because it is no longer what would run.
import type { Panel } from "../api/types";

export const credits = (price: string) => `${price} ${price === "1" ? "credit" : "credits"}`;

export function whatChanged(shown: Pick<Panel, "price">, now: Panel): string {
  if (!now.can_generate) return "Something changed while you pressed. Nothing was started.";
  if (now.price !== null && shown.price !== now.price) {
    return `The price is now ${credits(now.price)}, it was ${shown.price}. Nothing was started. Press Generate again to go ahead.`;
  }
  return "What would be sent changed while you pressed. Nothing was started. Have a look, then press Generate again.";
}
