// "Use as": the next node, made from what a node shows; connected, beside it, ready to be written in.
import { freePlace } from "../canvas/free_place";
import { sizeOf } from "../canvas/geometry";
import { focusPrompt } from "../canvas/prompt_focus";
import type { Workspace } from "../canvas/workspace";
import type { ConnectionTable } from "../document/connections";
import type { Kind } from "../document/schema";

/** Canvas units between a node and the next one. */
const APART = 96;

export interface Use {
  kind: Kind;
  /** What the content becomes there: "Shot". */
  makes: string;
}

/** What the server's table allows for content of this kind: pictures and shots before words. */
export function usesOf({ pairs }: ConnectionTable, kind: Kind): Use[] {
  const uses = pairs
    .filter(({ from, allowed }) => from === kind && allowed)
    .map(({ to, makes }) => ({ kind: to, makes }));
  return [...uses.filter((use) => use.kind !== "text"), ...uses.filter((use) => use.kind === "text")];
}

/** One edit, undone as one. */
export function makeNext(workspace: Workspace, node: string, kind: Kind): void {
  const { scene, viewport } = workspace;
  const from = scene.box(node);
  if (!from) return;
  const size = sizeOf({ kind, w: null, h: null, shown: null, settings: {} });
  const wanted = { x: from.x + from.w + APART + size.w / 2, y: from.y + from.h / 2 };
  const free = freePlace(size, wanted, (region) => scene.query(region).size > 0);
  workspace.add({ kind, connectFrom: node }, free);
  viewport.reveal({ x: free.x - size.w / 2, y: free.y - size.h / 2, ...size });
  // Once the new node has had the focus, and the panel is its own.
  requestAnimationFrame(() => focusPrompt());
}
