// The picture of a reference: the image, the frame or the poster of a video, or what stands for a sound or what is to come.
import { Play } from "lucide-react";
import { assetPreview } from "../api/client";
import type { PanelReference } from "../api/types";
import { clock } from "../node/times";
import { KindIcon } from "../ui/kinds";
import { pickOf } from "./reference_words";
import { VideoStill } from "./VideoStill";

export function ReferencePicture({ reference }: { reference: PanelReference }) {
  const { asset, kind, frame, seconds } = reference;
  return (
    <>
      {asset === null || kind === "audio" ? (
        <span
          data-kind={kind}
          className="flex size-full items-center justify-center bg-[color-mix(in_oklch,var(--kind)_14%,transparent)] text-kind"
        >
          <KindIcon kind={kind} size={20} />
        </span>
      ) : frame === null ? (
        <img src={assetPreview(asset, "card")} alt="" draggable={false} className="size-full object-cover" />
      ) : (
        <VideoStill
          asset={asset}
          frame={pickOf(frame)}
          seconds={seconds ?? 0}
          className="pointer-events-none size-full object-cover"
        />
      )}
      {seconds !== null && frame === null && <Length kind={kind} seconds={seconds} />}
    </>
  );
}

function Length({ kind, seconds }: Pick<PanelReference, "kind"> & { seconds: number }) {
  return (
    <span
      aria-hidden="true"
      className="tabular absolute right-1 bottom-1 flex h-4 items-center gap-0.5 rounded-[5px] bg-black/60 px-1 text-[11px] text-white"
    >
      {kind === "video" && <Play size={8} fill="white" stroke="none" />}
      {clock(seconds)}
    </span>
  );
}
