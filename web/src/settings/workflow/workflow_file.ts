// A file that was dropped or chosen, as a workflow: what is wrong with it is said before anything is sent.
import type { Json } from "../../api/types";

/** Bytes; the server takes no more. */
const MOST = 2 * 1024 * 1024;

export class NoWorkflow extends Error {}

export async function readWorkflow(file: File): Promise<Record<string, Json>> {
  if (file.size > MOST) throw new NoWorkflow(`${file.name} is larger than any workflow: 2 MB are the most.`);
  const found = parsed(await file.text());
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    throw new NoWorkflow(`${file.name} is no workflow. In ComfyUI, choose Export (API), and bring that file.`);
  }
  return found;
}

function parsed(words: string): Json {
  try {
    return JSON.parse(words) as Json;
  } catch {
    return null;
  }
}

/** "flux_fast api.json" → "Flux fast". */
export function titleOf(name: string): string {
  const plain = name
    .replace(/\.json$/i, "")
    .replace(/[_-]+/g, " ")
    .replace(/\s+api$/i, "")
    .trim();
  return (plain.charAt(0).toUpperCase() + plain.slice(1)).slice(0, 80) || "Workflow";
}
