// Above the canvas while several nodes are selected: how many, and what brings them into order.
import { useGesture, useSelection, useWorkspace } from "../canvas/workspace_context";
import { IconButton } from "../ui/IconButton";
import { COMMANDS, isAvailable } from "./commands";
import { keyWords } from "./keys";

const TOOLS = COMMANDS.flatMap(({ icon, ...command }) => (icon ? [{ ...command, icon }] : []));

export function SelectionTools() {
  const workspace = useWorkspace();
  const count = useSelection(({ nodes }) => nodes.size);
  const busy = useGesture(({ marquee, moving }) => moving || marquee !== null);
  if (count < 2 || busy) return null;
  return (
    <div
      role="toolbar"
      aria-label={`${count} selected nodes`}
      className="-translate-x-1/2 fixed top-3 left-1/2 z-10 flex min-h-10 select-none items-center gap-0.5 rounded-[10px] bg-sheet px-1 shadow-float max-md:hidden"
    >
      <span className="tabular px-2 text-ink-soft text-label">{count} selected</span>
      {TOOLS.map(({ icon: Icon, ...command }) => (
        <IconButton
          key={command.name}
          name={command.name}
          keys={keyWords(command.keys?.[0] ?? "")}
          side="bottom"
          disabled={!isAvailable(command, workspace)}
          onClick={() => command.run(workspace)}
        >
          <Icon aria-hidden="true" size={16} strokeWidth={1.5} />
        </IconButton>
      ))}
    </div>
  );
}
