// A small picture of an asset that opens it.
import { assetPreview } from "../api/client";
import type { Kind } from "../api/types";
import { KIND_NAMES } from "../document/schema";
import { fileMissing } from "../node/gone_files";
import { KindIcon } from "../ui/kinds";
import { Tooltip } from "../ui/Tooltip";

interface Props {
  id: string;
  kind: Kind;
  /** Its file was removed for good. */
  gone: boolean;
  /** What it was for. */
  words: string;
  onOpen?: (() => void) | undefined;
}

export function AssetThumb({ id, kind, gone, words, onOpen }: Props) {
  return (
    <Tooltip text={gone ? `${words}; this file was deleted` : words}>
      <button
        type="button"
        aria-label={`${words}: ${KIND_NAMES[kind].toLowerCase()}`}
        aria-disabled={gone}
        onClick={onOpen}
        className="hairline grid size-14 place-items-center overflow-hidden rounded-control bg-field"
      >
        {gone || kind === "audio" || kind === "text" ? (
          <span className={gone ? "opacity-40" : ""}>
            <KindIcon kind={kind} size={18} />
          </span>
        ) : (
          <img
            src={assetPreview(id, "tiny")}
            alt=""
            onError={() => fileMissing(id)}
            className="size-full object-cover"
          />
        )}
      </button>
    </Tooltip>
  );
}
