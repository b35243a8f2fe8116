// What fills a card seen from afar: a picture or a few words, and nothing that can be pressed.
import { TriangleAlert } from "lucide-react";
import { assetPreview } from "../api/client";
import type { CanvasNode } from "../document/schema";
import { useGeneration } from "../live/events";
import { KindIcon } from "../ui/kinds";
import { plainWords } from "../ui/plain_words";
import { useDismissed } from "./failures";
import { fileMissing, useGone } from "./gone_files";
import { fitOf } from "./picture_fit";
import { standingOf } from "./standing";

export function FarContent({ node }: { node: CanvasNode }) {
  const generation = useGeneration(node.id);
  const dismissed = useDismissed();
  const standing = standingOf(generation, dismissed);
  return (
    <>
      <div className={`size-full transition-opacity ${standing === "generating" ? "opacity-30" : ""}`}>
        <FarPicture node={node} />
      </div>
      {standing === "generating" && <FarGenerating done={generation?.progress ?? null} />}
      {standing === "failed" && <FarFailed />}
    </>
  );
}

/** `done`: 0 to 1; null where the provider does not say. */
function FarGenerating({ done }: { done: number | null }) {
  return (
    <>
      <div className="shimmer absolute inset-0 bg-skeleton" />
      <div className="absolute inset-x-0 bottom-0 h-3 bg-line">
        <div className="h-full origin-left bg-kind" style={{ scale: `${done ?? 0} 1` }} />
      </div>
      <span className="sr-only">Generating</span>
    </>
  );
}

function FarFailed() {
  return (
    <div className="absolute inset-x-0 bottom-0 flex h-10 items-center justify-center bg-fail text-card">
      <TriangleAlert aria-hidden="true" size={28} strokeWidth={2} />
      <span className="sr-only">Failed</span>
    </div>
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
        className={`size-full ${fitOf(node.shown ?? {})}`}
      />
    );
  }
  return (
    <div className="flex size-full items-center justify-center bg-[color-mix(in_oklch,var(--kind)_10%,transparent)]">
      <KindIcon kind={node.kind} size={40} />
    </div>
  );
}
