// The connections that stand out: of the selected nodes, the selected one, and the one being drawn. Under the cards.
import { ViewportPortal } from "@xyflow/react";
import { useMemo, useSyncExternalStore } from "react";
import { Connecting } from "./Connecting";
import { LiveLink } from "./LiveLink";
import type { Link } from "./scene";
import type { Workspace } from "./workspace";
import { useGesture, useSelection, useWorkspace } from "./workspace_context";

/** More than these and the selection speaks for itself. */
const MOST = 400;

export function LiveLinks() {
  const workspace = useWorkspace();
  const nodes = useSelection((selection) => selection.nodes);
  const connection = useSelection((selection) => selection.connection);
  const version = useSceneVersion(workspace);
  const held = useGesture(({ connecting }) => connecting?.held);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scene's links are new with each version
  const links = useMemo(() => emphasised(workspace, nodes, connection), [workspace, nodes, connection, version]);
  return (
    <ViewportPortal>
      <svg className="pointer-events-none absolute top-0 left-0 -z-10 size-px overflow-visible" aria-hidden="true">
        {links.map(
          (link) => link.key !== held && <LiveLink key={link.key} link={link} selected={link.key === connection} />,
        )}
        <Connecting />
      </svg>
    </ViewportPortal>
  );
}

function emphasised({ scene }: Workspace, nodes: ReadonlySet<string>, connection: string | null): Link[] {
  const found = new Map<string, Link>();
  const selected = connection === null ? undefined : scene.link(connection);
  if (selected) found.set(selected.key, selected);
  for (const id of nodes) {
    for (const link of scene.linksOf(id)) found.set(link.key, link);
    if (found.size > MOST) return selected ? [selected] : [];
  }
  return [...found.values()];
}

/** Rises whenever anything on the scene moved or changed. */
function useSceneVersion({ scene }: Workspace): number {
  return useSyncExternalStore(scene.subscribe, () => scene.version);
}
