// What a generation made, small: its picture, or its kind where there is none to see.
import { assetPreview } from "../api/client";
import type { Chapter } from "../api/types";
import { fileMissing, useGone } from "../node/gone_files";
import { classes } from "../ui/classes";
import { KindIcon } from "../ui/kinds";

export function MadeThumb({ chapter: { generation, gone } }: { chapter: Chapter }) {
  const { asset, kind, state } = generation;
  const missing = useGone(asset ?? undefined) || gone;
  const seen = asset !== null && !missing && (kind === "image" || kind === "video");
  return (
    <span className="hairline grid size-12 place-items-center overflow-hidden rounded-control bg-field">
      {seen ? (
        <img
          src={assetPreview(asset, "tiny")}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => fileMissing(asset)}
          className="size-full object-cover"
        />
      ) : (
        <span className={classes((missing || state !== "succeeded") && "opacity-50")}>
          <KindIcon kind={kind} size={18} />
        </span>
      )}
    </span>
  );
}
