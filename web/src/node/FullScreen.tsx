// A node's content as large as the window.
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { assetFile } from "../api/client";
import type { CanvasNode } from "../document/schema";
import { IconButton } from "../ui/IconButton";
import { Prose } from "./Prose";

export function FullScreen({ node, onClose }: { node: CanvasNode; onClose: () => void }) {
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Popup
          aria-label={node.title}
          className="popup fixed inset-0 z-50 flex items-center justify-center bg-ground p-10 outline-none"
          onClick={(event) => event.target === event.currentTarget && onClose()}
        >
          <Large node={node} />
          <IconButton name="Close" keys="Esc" side="left" className="absolute top-3 right-3" onClick={onClose}>
            <X size={18} strokeWidth={1.5} />
          </IconButton>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Large({ node }: { node: CanvasNode }) {
  const source = node.shown?.asset ? assetFile(node.shown.asset) : "";
  switch (node.kind) {
    case "text":
      return (
        <div className="max-h-full w-full max-w-2xl select-text overflow-y-auto">
          <Prose text={node.text} />
        </div>
      );
    case "image":
      return <img src={source} alt={node.title} className="max-h-full max-w-full rounded-[4px] object-contain" />;
    case "video":
      return (
        // biome-ignore lint/a11y/useMediaCaption: a generated shot has no words to caption
        <video src={source} controls autoPlay aria-label={node.title} className="max-h-full max-w-full rounded-[4px]" />
      );
    case "audio":
      // biome-ignore lint/a11y/useMediaCaption: the words of a voice stand in its prompt
      return <audio src={source} controls aria-label={node.title} className="w-full max-w-xl" />;
  }
}
