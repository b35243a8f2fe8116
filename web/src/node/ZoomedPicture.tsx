// A picture in full screen: all of it first, then as close as one likes, always from the whole file.
import { Minus, Plus } from "lucide-react";
import { useRef, useState } from "react";
import { assetFile, assetPreview } from "../api/client";
import { classes } from "../ui/classes";
import { IconButton } from "../ui/IconButton";
import { fileMissing } from "./gone_files";
import { useZoom, type Zoom } from "./use_zoom";
import { percent, type Size } from "./zoom";

/** Beyond it each pixel is shown as what it is. */
const PIXELS_SHOW = 400;

interface Props {
  asset: string;
  title: string;
  size: Size;
}

export function ZoomedPicture({ asset, title, size }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState(false);
  const zoom = useZoom(stage, size);
  const { look, fit } = zoom;
  const shown = look ? percent(look, window.devicePixelRatio) : 100;
  return (
    <>
      <div
        ref={stage}
        data-zoom={shown}
        className={classes(
          "relative min-h-0 flex-1 touch-none select-none overflow-hidden",
          fit ? "cursor-zoom-in" : "cursor-grab active:cursor-grabbing",
        )}
      >
        {look && (
          <img
            src={assetFile(asset)}
            alt={title}
            draggable={false}
            onLoad={() => setLoaded(true)}
            onError={() => fileMissing(asset)}
            className="absolute top-1/2 left-1/2 max-w-none bg-[length:100%_100%]"
            style={{
              width: size.w * look.scale,
              height: size.h * look.scale,
              translate: `calc(-50% + ${look.x}px) calc(-50% + ${look.y}px)`,
              imageRendering: shown >= PIXELS_SHOW ? "pixelated" : undefined,
              backgroundImage: loaded ? undefined : `url("${assetPreview(asset, "card")}")`,
            }}
          />
        )}
      </div>
      <ZoomBar zoom={zoom} shown={shown} />
    </>
  );
}

function ZoomBar({ zoom, shown }: { zoom: Zoom; shown: number }) {
  return (
    <div className="absolute right-3 bottom-3 flex items-center rounded-[10px] bg-sheet p-1 shadow-float">
      <IconButton name="Zoom out" keys="−" onClick={() => zoom.zoomBy(0.8)}>
        <Minus size={16} strokeWidth={1.5} />
      </IconButton>
      <button
        type="button"
        aria-label={`${shown} %, ${zoom.fit ? "show 100 %" : "show all"}`}
        className="tabular h-8 min-w-14 rounded-control px-1 text-ink text-label hover:bg-hover"
        onClick={() => (zoom.fit ? zoom.zoomTo(1 / window.devicePixelRatio) : zoom.showWhole())}
      >
        {shown} %
      </button>
      <IconButton name="Zoom in" keys="+" onClick={() => zoom.zoomBy(1.25)}>
        <Plus size={16} strokeWidth={1.5} />
      </IconButton>
    </div>
  );
}
