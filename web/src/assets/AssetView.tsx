// The asset itself.
import { assetFile, assetPreview } from "../api/client";
import type { Asset } from "../api/types";
import { assetName } from "./asset_words";
import { Waveform } from "./Waveform";

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
    <div className="flex w-full flex-col items-center gap-6 p-8">
      <Waveform asset={asset.id} width={480} className="h-28 w-full" />
      {/* biome-ignore lint/a11y/useMediaCaption: generated sounds have none */}
      <audio src={assetFile(asset.id)} controls className="w-full" />
    </div>
  );
}
