// The asset itself.
import { assetFile, assetPreview } from "../api/client";
import type { Asset } from "../api/types";
import { AudioContent } from "../node/AudioContent";
import { FileGone } from "../node/FileGone";
import { VideoPlayer } from "../node/VideoPlayer";
import { assetName } from "./asset_words";

const FIT = "max-h-[70dvh] w-full bg-center bg-contain bg-no-repeat object-contain";

export function AssetView({ asset }: { asset: Asset }) {
  const shape = { aspectRatio: `${asset.width ?? 1} / ${asset.height ?? 1}` };
  if (asset.purged) return <FileGone />;
  if (asset.kind === "image") {
    // The preview is here already and stands in while the whole picture comes.
    const style = { ...shape, backgroundImage: `url("${assetPreview(asset.id, "card")}")` };
    return <img src={assetFile(asset.id)} alt={assetName(asset)} style={style} className={FIT} />;
  }
  if (asset.kind === "video") {
    return (
      <VideoPlayer
        id={`asset ${asset.id}`}
        asset={asset.id}
        title={assetName(asset)}
        seconds={asset.seconds}
        alone
        place={(bar) => <div className="on-picture absolute inset-x-0 bottom-0">{bar}</div>}
        style={shape}
        className={FIT}
      />
    );
  }
  return (
    <div data-kind="audio" className="h-44 w-full p-5">
      <AudioContent
        node={`asset ${asset.id}`}
        asset={asset.id}
        title={assetName(asset)}
        seconds={asset.seconds}
        alone
      />
    </div>
  );
}
