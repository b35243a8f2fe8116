// A connection table for tests, as the server publishes it.
import type { ConnectionTable } from "./connections";
import { KINDS } from "./schema";

const REFUSED = new Set(["image>audio", "audio>image"]);

export const TABLE: ConnectionTable = {
  kinds: [...KINDS],
  pairs: KINDS.flatMap((from) =>
    KINDS.map((to) => ({
      from,
      to,
      allowed: !REFUSED.has(`${from}>${to}`),
      use: "reference",
      makes: `Next ${to}`,
      reason: `${from}>${to}` === "audio>image" ? "Sound cannot be drawn" : null,
    })),
  ),
  reasons: { self: "Onto itself", twice: "Already connected", circle: "It would go in a circle", pair: "Not together" },
};
