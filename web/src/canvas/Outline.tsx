// Every node of the canvas as a list, in reading order: seen when asked for or when the keyboard comes to it.
import { memo, useDeferredValue, useMemo } from "react";
import { useVersion } from "../document/context";
import { nodeName } from "../document/schema";
import { classes } from "../ui/classes";
import { KindIcon } from "../ui/kinds";
import { outlineOrder } from "./outline_order";
import { useSelection, useWorkspace } from "./workspace_context";

export function Outline({ shown, onClose }: { shown: boolean; onClose: () => void }) {
  const { document } = useWorkspace();
  // Thousands of rows wait for what the hand is doing.
  const version = useDeferredValue(useVersion());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document's nodes are new with each version
  const nodes = useMemo(() => outlineOrder(document.all()), [document, version]);
  return (
    <section
      aria-label="Outline"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className={classes(
        "max-h-[min(28rem,70vh)] w-60 overflow-y-auto rounded-[12px] bg-sheet p-1 shadow-float",
        shown ? "block" : "sr-only focus-within:not-sr-only focus-within:max-h-[min(28rem,70vh)] focus-within:w-60",
      )}
    >
      <ul>
        {nodes.map((node) => (
          <li key={node.id}>
            <Entry shown={shown} id={node.id} name={nodeName(node)} title={node.title} kind={node.kind} />
          </li>
        ))}
      </ul>
      {nodes.length === 0 && <p className="p-2 text-ink-faint text-label">Nothing on this canvas yet.</p>}
    </section>
  );
}

interface EntryProps {
  /** Thousands of icons that nobody sees would cost. */
  shown: boolean;
  id: string;
  name: string;
  title: string;
  kind: Parameters<typeof KindIcon>[0]["kind"];
}

const Entry = memo(function Entry({ shown, id, name, title, kind }: EntryProps) {
  const workspace = useWorkspace();
  const selected = useSelection(({ nodes }) => nodes.has(id));
  return (
    <button
      type="button"
      aria-label={name}
      aria-current={selected || undefined}
      onClick={() => workspace.goTo(id)}
      className="flex h-7 w-full items-center gap-2 rounded-[6px] px-2 text-left text-ink-soft text-ui hover:bg-hover aria-[current]:bg-press aria-[current]:text-ink"
    >
      {shown && <KindIcon kind={kind} size={14} />}
      <span className="truncate">{title}</span>
    </button>
  );
});
