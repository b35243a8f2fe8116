// What fills a card seen from afar: a picture or a few words, and nothing that can be pressed.
import { assetPreview } from "../api/client";
import type { CanvasNode } from "../document/schema";
import { isActive, useGeneration } from "../live/events";
import { KindIcon } from "../ui/kinds";
import { plainWords } from "../ui/plain_words";
import { fileMissing, useGone } from "./gone_files";

export function FarContent({ node }: { node: CanvasNode }) {
  const generation = useGeneration(node.id);
  return (
    <>
      <FarPicture node={node} />
      {isActive(generation) && <div className="shimmer absolute inset-0" />}
      {generation?.state === "failed" && <div className="absolute inset-x-0 bottom-0 h-3 bg-fail" />}
    </>
  );
}

function FarPicture({ node }: { node: CanvasNode }) {
  const gone = useGone(node.shown?.asset);
  if (node.kind === "text" && node.text) {
    return <p className="whitespace-pre-line p-4 text-prose">{plainWords(node.text.slice(0, 400))}</p>;
  }
  const asset = node.shown?.asset;
  if (asset && node.kind !== "audio" && !gone) {
    return (
      <img
        src={assetPreview(asset, "card")}
        alt=""
        draggable={false}
        decoding="async"
        onError={() => fileMissing(asset)}
        className="size-full object-cover"
      />
    );
  }
  return (
    <div className="flex size-full items-center justify-center bg-[color-mix(in_oklch,var(--kind)_10%,transparent)]">
      <KindIcon kind={node.kind} size={40} />
    </div>
  );
}
