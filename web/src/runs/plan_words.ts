// What is said of a plan: how many, how dear, how long, and of each node what becomes of it.
import type { Plan, PlannedNode } from "../api/types";
import { about } from "../node/running";
import { credits } from "../panel/changed";

/** "3 to make · 2 as they are · about 1:10". */
export function summary({ nodes, seconds }: Plan): string {
  const made = count(nodes, ["run", "going"]);
  const kept = count(nodes, ["reused", "kept"]);
  const stuck = count(nodes, ["blocked", "waits"]);
  const parts = [`${made} to make`];
  if (kept > 0) parts.push(`${kept} as ${kept === 1 ? "it is" : "they are"}`);
  if (stuck > 0) parts.push(`${stuck} cannot run`);
  if (seconds !== null && made > 0) parts.push(`about ${about(seconds)}`);
  return parts.join(" · ");
}

function count(nodes: readonly PlannedNode[], does: readonly PlannedNode["does"][]): number {
  return nodes.filter((node) => does.includes(node.does)).length;
}

/** The price as it is written at the right of a row; empty where nothing is to be paid. */
export function priceOf({ does, price, exact }: PlannedNode): string {
  if (does !== "run" || price === null || price === "0") return "";
  return exact ? price : `about ${price}`;
}

/** What becomes of a node, in a few words. */
export function fate({ does, model_name: model, reason, typical_seconds: typical }: PlannedNode): string {
  switch (does) {
    case "run":
      return [model ?? "", typical === null ? "" : `about ${about(typical)}`].filter(Boolean).join(" · ");
    case "going":
      return "Generating already: the run waits for it";
    case "reused":
      return "Up to date: used as it is, for nothing";
    case "kept":
      return "Yours: used as it is";
    case "blocked":
    case "waits":
      return reason?.message ?? "Cannot run";
  }
}

/** The name of the button that starts it. */
export function startName({ price, exact, scope }: Plan): string {
  const verb = scope.rehearsal ? "Rehearse" : "Run";
  return `${verb}, ${exact ? "" : "at most "}${credits(price)}`;
}
