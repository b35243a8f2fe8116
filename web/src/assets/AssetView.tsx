// The asset itself.
import { assetFile, assetPreview } from "../api/client";
import type { Asset } from "../api/types";
import { AudioContent } from "../node/AudioContent";
import { assetName } from "./asset_words";

export function AssetView({ asset }: { asset: Asset }) {
  const shape = { aspectRatio: `${asset.width ?? 1} / ${asset.height ?? 1}` };
  const fit = "max-h-[70dvh] w-full bg-center bg-contain bg-no-repeat object-contain";
  if (asset.kind === "image") {
    // The preview is here already and stands in while the whole picture comes.
    const style = { ...shape, backgroundImage: `url("${assetPreview(asset.id, "card")}")` };
    return <img src={assetFile(asset.id)} alt={assetName(asset)} style={style} className={fit} />;
  }
  if (asset.kind === "video") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: generated videos have none
      <video src={assetFile(asset.id)} poster={assetPreview(asset.id, "card")} style={shape} className={fit} controls />
    );
  }
  return (
    <div data-kind="audio" className="h-44 w-full p-5">
      <AudioContent node={`asset ${asset.id}`} asset={asset.id} title={assetName(asset)} seconds={asset.seconds} />
    </div>
  );
}
