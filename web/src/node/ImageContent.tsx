// A picture: its preview, and the whole file once it is larger on the screen than the preview is.
import { useStore } from "@xyflow/react";
import { useState } from "react";
import { assetFile } from "../api/client";
import { sizeOf } from "../canvas/geometry";
import type { CanvasNode, Shown } from "../document/schema";
import { Picture } from "./Picture";
import { fitOf } from "./picture_fit";

/** The longer side of a `card` preview, in pixels. */
const PREVIEW_PIXELS = 640;

export function ImageContent({ node, asset, shown }: { node: CanvasNode; asset: string; shown: Shown }) {
  const { w, h } = sizeOf(node);
  const large = useStore(({ transform }) => {
    return transform[2] * Math.max(w, h) * window.devicePixelRatio > PREVIEW_PIXELS * 1.1;
  });
  const [loaded, setLoaded] = useState<string | null>(null);
  return (
    <>
      <Picture asset={asset} title={node.title} shown={shown} />
      {(large || loaded === asset) && (
        <img
          src={assetFile(asset)}
          alt=""
          draggable={false}
          decoding="async"
          onLoad={() => setLoaded(asset)}
          className={`absolute inset-0 size-full ${fitOf(shown)} ${loaded === asset ? "" : "invisible"}`}
        />
      )}
    </>
  );
}
