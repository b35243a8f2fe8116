// The picture of a reference: the image, the video's poster, or what stands for a sound or for what is still to come.
import { Play } from "lucide-react";
import { assetPreview } from "../api/client";
import type { PanelReference } from "../api/types";
import { KindIcon } from "../ui/kinds";

export function ReferencePicture({ reference }: { reference: PanelReference }) {
  const { asset, kind } = reference;
  if (asset === null || kind === "audio") {
    return (
      <span
        data-kind={kind}
        className="flex size-full items-center justify-center bg-[color-mix(in_oklch,var(--kind)_14%,transparent)]"
      >
        <KindIcon kind={kind} size={20} />
      </span>
    );
  }
  return (
    <>
      <img src={assetPreview(asset, "card")} alt="" draggable={false} className="size-full object-cover" />
      {kind === "video" && (
        <span className="absolute right-1 bottom-1 flex size-4 items-center justify-center rounded-full bg-black/60">
          <Play aria-hidden="true" size={8} fill="white" stroke="none" className="ml-px" />
        </span>
      )}
    </>
  );
}
