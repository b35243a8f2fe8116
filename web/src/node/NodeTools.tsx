// What can be done with a node's content: its takes, full screen, download.
import { Download, History, Images, Maximize2 } from "lucide-react";
import { useState } from "react";
import { navigate } from "../address";
import { assetFile } from "../api/client";
import { EVERYTHING, writeSearch } from "../assets/search";
import type { CanvasNode } from "../document/schema";
import { IconButton } from "../ui/IconButton";
import { Menu } from "../ui/Menu";
import { FullScreen } from "./FullScreen";
import { TakesList } from "./TakesList";

export function NodeTools({ node }: { node: CanvasNode }) {
  const [full, setFull] = useState(false);
  const asset = node.shown?.asset;
  const filled = asset !== undefined || node.text !== "";
  return (
    <div className="card-tools -mr-1 flex shrink-0 nodrag">
      <Menu
        align="end"
        trigger={
          <IconButton name="Takes" small>
            <History size={14} strokeWidth={1.5} />
          </IconButton>
        }
      >
        <TakesList node={node} />
      </Menu>
      {asset !== undefined && (
        <IconButton name="Open in assets" small onClick={() => navigate(`/assets${writeSearch(EVERYTHING, asset)}`)}>
          <Images size={14} strokeWidth={1.5} />
        </IconButton>
      )}
      {filled && (
        <IconButton name="Full screen" small onClick={() => setFull(true)}>
          <Maximize2 size={14} strokeWidth={1.5} />
        </IconButton>
      )}
      {filled && (
        <IconButton name="Download" small onClick={() => download(node)}>
          <Download size={14} strokeWidth={1.5} />
        </IconButton>
      )}
      {full && <FullScreen node={node} onClose={() => setFull(false)} />}
    </div>
  );
}

function download({ shown, title, text }: CanvasNode): void {
  if (shown?.asset) save(assetFile(shown.asset), title);
  else saveText(text, `${title}.md`);
}

function saveText(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  save(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function save(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
