// How a take looks when it is small: a picture, a poster, a waveform, or its first words.
import { FileX2, Pencil } from "lucide-react";
import { assetPreview } from "../api/client";
import type { Take } from "../api/types";
import { Waveform } from "../assets/Waveform";
import { fileMissing } from "../node/gone_files";
import { clock } from "../node/times";
import { plainWords } from "../ui/plain_words";

const FEW_WORDS = 120;

export function TakeFace({ take }: { take: Take }) {
  if (take.purged) return <FileX2 aria-hidden="true" size={16} strokeWidth={1.5} className="text-ink-faint" />;
  if (take.text !== null) return <FirstWords text={take.text} typed={take.how === "typed"} />;
  if (take.asset === null) return null;
  return (
    <>
      {take.kind === "audio" ? (
        <Waveform asset={take.asset} width={72} className="h-9 w-full px-1.5" />
      ) : (
        <Still asset={take.asset} />
      )}
      {take.seconds !== null && (
        <span className="tabular absolute right-1 bottom-1 rounded-[4px] bg-[oklch(0.15_0.01_260/0.65)] px-1 text-[oklch(0.99_0_0)] text-tiny">
          {clock(take.seconds)}
        </span>
      )}
    </>
  );
}

function Still({ asset }: { asset: string }) {
  return (
    <img
      src={assetPreview(asset, "tiny")}
      alt=""
      draggable={false}
      decoding="async"
      onError={() => fileMissing(asset)}
      className="size-full object-cover"
    />
  );
}

export function FirstWords({ text, typed }: { text: string; typed: boolean }) {
  return (
    <span className="block size-full overflow-hidden px-1.5 py-1 text-left text-ink-soft text-tiny">
      {typed && (
        <Pencil aria-hidden="true" size={11} strokeWidth={1.5} className="-mt-0.5 mr-1 inline text-ink-faint" />
      )}
      {plainWords(text.slice(0, FEW_WORDS))}
    </span>
  );
}
