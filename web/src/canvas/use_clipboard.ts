// Copy, cut and paste of nodes, also between canvases; pasted pictures and text become nodes.
import { useEffect } from "react";
import { CLIPBOARD_TYPE, type Copied, copyOf, paste, plainText, readCopied } from "./clipboard";
import { boundsOf, centerOf, sizeOfCard } from "./geometry";
import { placeText } from "./placing_text";
import { isTyping } from "./targets";
import { addFiles } from "./uploads";
import type { Workspace } from "./workspace";

export function useClipboard(workspace: Workspace): void {
  useEffect(() => {
    const copy = (event: ClipboardEvent) => void takeCopy(workspace, event);
    const cut = (event: ClipboardEvent) => {
      if (takeCopy(workspace, event)) workspace.deleteSelected();
    };
    const insert = (event: ClipboardEvent) => insertFrom(workspace, event);
    document.addEventListener("copy", copy);
    document.addEventListener("cut", cut);
    document.addEventListener("paste", insert);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", cut);
      document.removeEventListener("paste", insert);
    };
  }, [workspace]);
}

function takeCopy(workspace: Workspace, event: ClipboardEvent): boolean {
  const marked = window.getSelection()?.isCollapsed === false;
  if (isTyping(event.target) || marked || workspace.selected.size === 0) return false;
  const copied = copyOf(workspace.document, workspace.selected);
  event.clipboardData?.setData(CLIPBOARD_TYPE, JSON.stringify(copied));
  event.clipboardData?.setData("text/plain", plainText(copied));
  event.preventDefault();
  return true;
}

function insertFrom(workspace: Workspace, event: ClipboardEvent): void {
  const data = event.clipboardData;
  if (!data || isTyping(event.target)) return;
  event.preventDefault();
  const copied = readCopied(data.getData(CLIPBOARD_TYPE));
  const text = data.getData("text/plain").trim();
  const at = workspace.pointer;
  if (copied) insertNodes(workspace, copied);
  else if (data.files.length > 0) addFiles(workspace, [...data.files], at);
  else if (text) placeText(workspace, text, at);
}

/** With their middle where the pointer is. */
function insertNodes(workspace: Workspace, copied: Copied): void {
  const bounds = boundsOf(copied.nodes.map((node) => ({ x: node.x, y: node.y, ...sizeOfCard(node) })));
  if (!bounds) return;
  const { x, y } = centerOf(bounds);
  const at = workspace.pointer;
  workspace.selectMany(paste(workspace.document, copied, { x: at.x - x, y: at.y - y }));
}
