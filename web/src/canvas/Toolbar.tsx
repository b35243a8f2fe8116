// The slim toolbar at the left: the four kinds, and the outline.
import { ListTree } from "lucide-react";
import { useState } from "react";
import { KIND_NAMES, KINDS } from "../document/schema";
import { IconButton } from "../ui/IconButton";
import { KindIcon } from "../ui/kinds";
import { Outline } from "./Outline";
import { useWorkspace } from "./workspace_context";

export function Toolbar() {
  const workspace = useWorkspace();
  const [outline, setOutline] = useState(false);
  return (
    <nav aria-label="Tools" className="tools absolute top-1/2 left-3 z-20 flex -translate-y-1/2 items-start gap-2">
      <div className="flex flex-col gap-1 rounded-[12px] bg-sheet p-1 shadow-float">
        {KINDS.map((kind) => (
          <IconButton
            key={kind}
            name={`Add ${KIND_NAMES[kind].toLowerCase()}`}
            keys={KIND_NAMES[kind].charAt(0)}
            side="right"
            onClick={() => workspace.addInView(kind)}
          >
            <KindIcon kind={kind} size={18} />
          </IconButton>
        ))}
        <span className="mx-1.5 my-0.5 h-px bg-line" />
        <IconButton name="Outline" side="right" aria-pressed={outline} onClick={() => setOutline(!outline)}>
          <ListTree size={18} strokeWidth={1.5} />
        </IconButton>
      </div>
      <Outline shown={outline} onClose={() => setOutline(false)} />
    </nav>
  );
}
