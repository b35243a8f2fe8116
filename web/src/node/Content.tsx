// What fills a card: the content, and over it what is happening to it.
import { useUploads } from "../canvas/uploads";
import type { CanvasNode } from "../document/schema";
import { isActive, useGeneration } from "../live/events";
import { TakePreview } from "../takes/TakePreview";
import { AudioContent } from "./AudioContent";
import { Empty } from "./Empty";
import { Failed } from "./Failed";
import { FileGone } from "./FileGone";
import { useDismissed } from "./failures";
import { Generating } from "./Generating";
import { useGone } from "./gone_files";
import { ImageContent } from "./ImageContent";
import { TextContent } from "./TextContent";
import { Uploading } from "./Uploading";
import { VideoContent } from "./VideoContent";

export function Content({ node, active }: { node: CanvasNode; active: boolean }) {
  const generation = useGeneration(node.id);
  const upload = useUploads((uploads) => uploads[node.id]);
  const dismissed = useDismissed((ids) => generation !== undefined && ids.has(generation.id));
  const generating = isActive(generation);
  const failed = !dismissed && (generation?.state === "failed" || generation?.state === "unknown");
  const streamed = generating && node.kind === "text" ? (generation?.text ?? null) : null;
  return (
    <>
      <div
        className={`size-full transition-opacity ${generating && streamed === null ? "opacity-30" : ""}`}
        inert={generating}
      >
        <Filled
          node={node}
          active={active && !generating}
          streamed={streamed}
          busy={generating || failed || upload !== undefined}
        />
      </div>
      <TakePreview node={node} />
      {upload !== undefined && <Uploading done={upload} />}
      {generating && generation && <Generating generation={generation} quiet={streamed !== null} />}
      {failed && generation && <Failed generation={generation} filled={node.shown !== null || node.text !== ""} />}
    </>
  );
}

interface FilledProps {
  node: CanvasNode;
  active: boolean;
  streamed: string | null;
  busy: boolean;
}

function Filled({ node, active, streamed, busy }: FilledProps) {
  const { shown } = node;
  const gone = useGone(shown?.asset);
  if (node.kind === "text") return <TextContent node={node} active={active} streamed={streamed} busy={busy} />;
  if (!shown?.asset) return busy ? null : <Empty node={node} />;
  if (gone) return busy ? null : <FileGone hint="Choose another take, upload, or generate again." />;
  switch (node.kind) {
    case "image":
      return <ImageContent node={node} asset={shown.asset} shown={shown} />;
    case "video":
      return <VideoContent node={node.id} asset={shown.asset} title={node.title} shown={shown} />;
    case "audio":
      return <AudioContent node={node.id} asset={shown.asset} title={node.title} seconds={shown.seconds ?? null} />;
  }
}
