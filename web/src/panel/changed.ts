// What to say when the server would not run what was shown, because it is no longer what would run.
import type { Panel } from "../api/types";

export const credits = (price: string) => `${price} ${price === "1" ? "credit" : "credits"}`;

type Request = Panel["request"];
type Known = Pick<Panel, "price" | "request" | "references">;

const PARTS: [words: string, of: (panel: Known) => unknown][] = [
  ["the prompt", ({ request }) => request.prompt],
  ["the references", ({ request, references }) => [request.references, references.map(({ asset }) => asset)]],
  ["the mode", ({ request }) => request.mode],
  ["the model", ({ request }) => request.model],
  ["the settings", ({ request }) => sorted(request.settings)],
];

/** The order in which settings came says nothing. */
function sorted(settings: Request["settings"]): unknown {
  return Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1));
}

function listed(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** Such as "The prompt and the settings". */
function different(shown: Known, now: Known): string {
  const parts = PARTS.filter(([, of]) => JSON.stringify(of(shown)) !== JSON.stringify(of(now)));
  const words = listed(parts.map(([name]) => name)) || "what would be sent";
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function whatChanged(shown: Known, now: Panel): string {
  if (!now.can_generate) return "Something changed while you pressed. Nothing was started.";
  if (now.price !== null && shown.price !== now.price) {
    return `The price is now ${credits(now.price)}, it was ${shown.price}. Nothing was started. Press Generate again to go ahead.`;
  }
  return `${different(shown, now)} changed while you pressed. Nothing was started. Have a look, then press Generate again.`;
}
