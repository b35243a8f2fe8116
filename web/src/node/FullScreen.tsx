// A node's content as large as the window; Escape or the cross leads back to where one came from.
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useWorkspace } from "../canvas/workspace_context";
import { useNode } from "../document/context";
import type { CanvasNode } from "../document/schema";
import { cardName } from "../document/schema";
import { IconButton } from "../ui/IconButton";
import { KindIcon } from "../ui/kinds";
import { AudioContent } from "./AudioContent";
import { ContentTools } from "./ContentTools";
import { FileGone } from "./FileGone";
import { leaveFullScreen, useFullScreen } from "./full_screen";
import { useGone } from "./gone_files";
import { Prose } from "./Prose";
import { TextLength } from "./TextLength";
import { VideoPlayer } from "./VideoPlayer";
import { WholeScreenButton } from "./WholeScreenButton";
import { ZoomedPicture } from "./ZoomedPicture";

/** Pixels of the window from which a waveform has more strokes than on a card. */
const ROOMY = 720;

export function FullScreen() {
  const id = useFullScreen(({ node }) => node);
  // Coming back to a canvas, one sees the canvas.
  useEffect(() => () => void leaveFullScreen(), []);
  return id === null ? null : <FullScreenOf id={id} />;
}

function FullScreenOf({ id }: { id: string }) {
  const workspace = useWorkspace();
  const node = useNode(id);
  const popup = useRef<HTMLDivElement>(null);
  const gone = node === undefined;
  useEffect(() => {
    if (gone) leaveFullScreen();
  }, [gone]);
  if (!node) return null;
  const close = () => {
    const from = leaveFullScreen();
    if (from) from.focus();
    else workspace.focus(id);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => open || close()}>
      <Dialog.Portal>
        {/* On the window itself: a focused button would show its tooltip, which takes the first Escape. */}
        <Dialog.Popup
          ref={popup}
          initialFocus={popup}
          finalFocus={false}
          aria-label={cardName(node)}
          data-kind={node.kind}
          className="popup fixed inset-0 z-30 flex flex-col bg-ground outline-none"
        >
          <header className="flex h-12 shrink-0 items-center gap-2 pr-2 pl-4 text-ink text-ui">
            <KindIcon kind={node.kind} />
            <h2 className="min-w-0 truncate font-medium">{node.title}</h2>
            <span className="ml-1 min-w-0 flex-1 truncate text-ink-faint text-label">
              <Facts node={node} />
            </span>
            <ContentTools node={node} />
            <WholeScreenButton />
            <IconButton name="Close" keys="Esc" side="left" onClick={close}>
              <X size={18} strokeWidth={1.5} />
            </IconButton>
          </header>
          <Large key={node.shown?.asset} node={node} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Facts({ node: { kind, text, shown } }: { node: CanvasNode }) {
  if (kind === "text") return <TextLength text={text} />;
  return shown?.width && shown.height ? `${shown.width} × ${shown.height}` : null;
}

function Large({ node: { id, kind, title, text, shown } }: { node: CanvasNode }) {
  const gone = useGone(shown?.asset);
  if (kind === "text") return <LargeText text={text} />;
  if (!shown?.asset) return null;
  if (gone) return <FileGone hint="Choose another take, upload, or generate again." />;
  const { asset, width = 1, height = 1, seconds = null } = shown;
  const player = `full screen ${id}`;
  if (kind === "image") return <ZoomedPicture asset={asset} title={title} size={{ w: width, h: height }} />;
  if (kind === "video") {
    return (
      <VideoPlayer
        id={player}
        asset={asset}
        title={title}
        seconds={seconds}
        begin
        alone
        place={(bar) => <div className="shrink-0 px-2 pb-1 text-ink">{bar}</div>}
        className="flex min-h-0 flex-1 flex-col"
      />
    );
  }
  return (
    <div className="flex min-h-0 flex-1 items-center justify-center px-6 pb-12">
      <div className="h-64 w-full max-w-4xl rounded-card bg-card p-2">
        <AudioContent
          node={player}
          asset={asset}
          title={title}
          seconds={seconds}
          wide={window.innerWidth >= ROOMY}
          alone
        />
      </div>
    </div>
  );
}

function LargeText({ text }: { text: string }) {
  return (
    <div className="min-h-0 flex-1 select-text overflow-y-auto px-6 pt-4 pb-16">
      <div className="mx-auto max-w-2xl">
        <Prose text={text} />
      </div>
    </div>
  );
}
