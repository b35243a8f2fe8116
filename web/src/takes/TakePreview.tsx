// A take that one looks at, over what the node shows: as large as the card, and gone when one looks away.
import { assetFile, assetPreview } from "../api/client";
import type { Take } from "../api/types";
import type { CanvasNode } from "../document/schema";
import { AudioContent } from "../node/AudioContent";
import { FileGone } from "../node/FileGone";
import { ImageContent } from "../node/ImageContent";
import { Prose } from "../node/Prose";
import { useLooking } from "./open_takes";
import { shownFrom } from "./strip";

export function TakePreview({ node }: { node: CanvasNode }) {
  const take = useLooking(node.id);
  if (!take) return null;
  return (
    <div key={take.id} data-take-preview className="absolute inset-0 bg-card">
      <Large node={node} take={take} />
    </div>
  );
}

function Large({ node, take }: { node: CanvasNode; take: Take }) {
  if (take.purged) return <FileGone />;
  if (take.text !== null) {
    return (
      <div className="text-fade size-full overflow-hidden px-4.5 py-4">
        <Prose text={take.text} />
      </div>
    );
  }
  if (take.asset === null) return null;
  switch (take.kind) {
    case "video":
      return <Moving asset={take.asset} />;
    case "audio":
      return (
        <AudioContent node={`take ${take.id}`} asset={take.asset} title={called(node).title} seconds={take.seconds} />
      );
    default:
      return <ImageContent node={called(node)} asset={take.asset} shown={shownFrom(take)} />;
  }
}

/** What is looked at must not pass for what the node shows. */
function called(node: CanvasNode): CanvasNode {
  return { ...node, title: `A take of ${node.title}` };
}

/** Plays without a sound while one looks at it; only its poster where motion is not wanted. */
function Moving({ asset }: { asset: string }) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return (
    <video
      src={assetFile(asset)}
      poster={assetPreview(asset, "card")}
      autoPlay={!still}
      loop
      muted
      playsInline
      className="size-full object-contain"
    />
  );
}
