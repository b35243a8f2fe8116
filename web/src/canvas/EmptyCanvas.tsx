// What an empty canvas says: how to begin.
import { useSyncExternalStore } from "react";
import { useSynced } from "../document/context";
import { KIND_NAMES, KINDS } from "../document/schema";
import { KindIcon } from "../ui/kinds";
import { useWorkspace } from "./workspace_context";

export function EmptyCanvas() {
  const workspace = useWorkspace();
  const synced = useSynced();
  const empty = useSyncExternalStore(workspace.scene.subscribe, () => workspace.scene.size === 0);
  if (!empty || !synced) return null;
  return (
    <div className="pointer-events-none absolute inset-0 flex flex-col items-center justify-center gap-5">
      <p className="text-ink-soft text-prose">Begin with a piece. Connect the next to it.</p>
      <div className="pointer-events-auto grid grid-cols-2 gap-2 sm:flex">
        {KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            onClick={() => workspace.addInView(kind)}
            className="hairline flex w-28 flex-col items-center gap-2.5 rounded-card bg-card py-5 text-ink text-ui transition-colors hover:bg-hover"
          >
            <KindIcon kind={kind} size={20} />
            {KIND_NAMES[kind]}
          </button>
        ))}
      </div>
      <p className="text-ink-faint text-label">
        Or double-click anywhere, or drop a file.{" "}
        <a href="/help/quickstart" className="pointer-events-auto font-medium text-accent-text hover:underline">
          Quickstart
        </a>
      </p>
    </div>
  );
}
