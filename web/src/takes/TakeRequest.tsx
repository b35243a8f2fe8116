// The request behind a take: the whole prompt, what went in, of whom, with which settings.
import { useQuery } from "@tanstack/react-query";
import { navigate } from "../address";
import { getAsset } from "../api/client";
import type { GivenReference, Made, Take } from "../api/types";
import { AssetThumb } from "../assets/AssetThumb";
import { wordsOfUse } from "../assets/asset_words";
import { assetAddress } from "../assets/search";
import { useGone } from "../node/gone_files";
import { frameWords, pickOf } from "../panel/reference_words";
import { bytes } from "../ui/time";
import { settingWords } from "./take_words";

export function TakeRequest({ take }: { take: Take }) {
  if (take.purged) return <Words>This file was deleted. Its request is kept, the file is not.</Words>;
  if (take.made) return <Request made={take.made} note={take.note ?? null} />;
  return take.asset ? <Uploaded id={take.asset} /> : <Words>Typed by hand.</Words>;
}

function Uploaded({ id }: { id: string }) {
  const { data: asset } = useQuery({ queryKey: ["asset", id], queryFn: () => getAsset(id) });
  if (!asset) return null;
  const size = asset.width === null ? null : `${asset.width} × ${asset.height}`;
  return (
    <>
      <Words>{asset.name}</Words>
      <p className="tabular text-ink-faint text-label">{[size, bytes(asset.size)].filter(Boolean).join(" · ")}</p>
    </>
  );
}

function Request({ made, note }: { made: Made; note: string | null }) {
  return (
    <div className="flex flex-col gap-2.5">
      <p className="select-text whitespace-pre-wrap break-words text-ink text-ui">{made.prompt || "No prompt"}</p>
      {made.references.length > 0 && (
        <ul aria-label="What went in" className="flex flex-wrap gap-2">
          {made.references.map((given, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same content may go in twice, and the order is fixed
            <li key={index}>
              <Reference given={given} />
              <span aria-hidden="true" className="mt-0.5 block text-center text-ink-faint text-tiny">
                {given.label}
              </span>
            </li>
          ))}
        </ul>
      )}
      <ul aria-label="Made with" className="flex flex-wrap gap-x-3 gap-y-0.5 text-ink-soft text-label">
        {[...new Set([made.model_name, made.mode_name, ...settingWords(made.settings)])].map((words) => (
          <li key={words} className="tabular">
            {words}
          </li>
        ))}
      </ul>
      {note && <p className="text-ink-soft text-label">{note}</p>}
    </div>
  );
}

function Reference({ given: { asset, kind, label, use, frame } }: { given: GivenReference }) {
  const gone = useGone(asset);
  const purpose = frame === null ? wordsOfUse(use) : frameWords(pickOf(frame));
  const words = use === "reference" ? label : `${label}, ${purpose.toLowerCase()}`;
  return (
    <AssetThumb {...{ kind, gone, words }} id={asset} onOpen={gone ? undefined : () => navigate(assetAddress(asset))} />
  );
}

function Words({ children }: { children: string }) {
  return <p className="text-ink-soft text-ui">{children}</p>;
}
