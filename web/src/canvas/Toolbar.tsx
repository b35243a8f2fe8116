// The slim toolbar at the left: the four kinds, notes, running, the assets, finding, and the outline.
import { Images, ListTree, Search } from "lucide-react";
import { useRef, useState } from "react";
import { keyWords } from "../commands/keys";
import { showDialog } from "../commands/open_dialog";
import { KIND_NAMES, KINDS } from "../document/schema";
import { RunMenu } from "../runs/RunMenu";
import { IconButton } from "../ui/IconButton";
import { KindIcon } from "../ui/kinds";
import { AssetsDrawer } from "./AssetsDrawer";
import { Outline } from "./Outline";
import { useWorkspace } from "./workspace_context";

export function Toolbar() {
  const workspace = useWorkspace();
  const [outline, setOutline] = useState(false);
  const [assets, setAssets] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const outlineOpener = useRef<HTMLButtonElement>(null);
  const closeAssets = () => {
    setAssets(false);
    opener.current?.focus();
  };
  const closeOutline = () => {
    setOutline(false);
    outlineOpener.current?.focus();
  };
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
        <IconButton name="Add note" keys="N" side="right" onClick={() => workspace.addNoteInView()}>
          <KindIcon kind="note" size={18} />
        </IconButton>
        <span className="mx-1.5 my-0.5 h-px bg-line" />
        <RunMenu />
        <span className="mx-1.5 my-0.5 h-px bg-line" />
        <IconButton
          ref={opener}
          name="Assets"
          side="right"
          aria-pressed={assets}
          onClick={() => {
            setAssets(!assets);
            setOutline(false);
          }}
        >
          <Images size={18} strokeWidth={1.5} />
        </IconButton>
        <IconButton name="Find" keys={keyWords("Mod K")} side="right" onClick={() => showDialog("find")}>
          <Search size={18} strokeWidth={1.5} />
        </IconButton>
        <IconButton
          ref={outlineOpener}
          name="Outline"
          side="right"
          aria-pressed={outline}
          onClick={() => {
            setOutline(!outline);
            setAssets(false);
          }}
        >
          <ListTree size={18} strokeWidth={1.5} />
        </IconButton>
      </div>
      {assets && <AssetsDrawer onClose={closeAssets} />}
      <Outline shown={outline} onClose={closeOutline} />
    </nav>
  );
}
