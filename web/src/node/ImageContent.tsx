// A picture: its preview, and the whole file once it is larger on the screen than the preview is.
import { useStore } from "@xyflow/react";
import { useState } from "react";
import { assetFile, assetPreview } from "../api/client";
import { CARD_WIDTH } from "../canvas/geometry";
import { fileMissing } from "./gone_files";

/** The longer side of a `card` preview, in pixels. */
const PREVIEW_PIXELS = 640;

export function ImageContent({ asset, title }: { asset: string; title: string }) {
  const large = useStore(({ transform }) => transform[2] * CARD_WIDTH * window.devicePixelRatio > PREVIEW_PIXELS * 1.1);
  const [loaded, setLoaded] = useState<string | null>(null);
  return (
    <>
      <img
        src={assetPreview(asset, "card")}
        alt={title}
        draggable={false}
        decoding="async"
        onError={() => fileMissing(asset)}
        className="size-full object-cover"
      />
      {(large || loaded === asset) && (
        <img
          src={assetFile(asset)}
          alt=""
          draggable={false}
          decoding="async"
          onLoad={() => setLoaded(asset)}
          className={`absolute inset-0 size-full object-cover ${loaded === asset ? "" : "invisible"}`}
        />
      )}
    </>
  );
}
