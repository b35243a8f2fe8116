// The grid, or what stands there instead: nothing yet, nothing found, an empty bin, no line to the server.
import type { RefObject } from "react";
import type { Asset } from "../api/types";
import { Button } from "../ui/Button";
import { AssetGrid } from "./AssetGrid";
import { type AssetSearch, narrows } from "./search";
import { useAssetCounts } from "./use_assets";

interface Props {
  search: AssetSearch;
  scroller: RefObject<HTMLElement | null>;
  narrowest: number;
  does?: string;
  onOpen: (asset: Asset) => void;
  onDelete?: (asset: Asset) => void;
}

export function AssetList(props: Props) {
  const { search } = props;
  const { data, error, refetch, isPlaceholderData } = useAssetCounts(search);
  if (error && !data) return <Failed message={error.message} onRetry={() => void refetch()} />;
  if (data?.found === 0 && !isPlaceholderData) return <Nothing search={search} />;
  return (
    <>
      {data && (
        <p role="status" className="sr-only">
          {data.found === 1 ? "1 asset" : `${data.found} assets`}
        </p>
      )}
      <AssetGrid key={JSON.stringify(search)} {...props} />
    </>
  );
}

function Nothing({ search }: { search: AssetSearch }) {
  const [title, words] = nothingWords(search);
  return (
    <div role="status" className="py-24 text-center">
      <p className="font-medium text-ink text-prose">{title}</p>
      <p className="mx-auto max-w-md pt-1 text-ink-soft text-ui">{words}</p>
    </div>
  );
}

function nothingWords(search: AssetSearch): [title: string, words: string] {
  if (narrows(search)) return ["Nothing found", "No asset fits all of this. Take a word or a filter away."];
  if (search.bin) return ["The bin is empty", "What you delete stays here for 30 days and can be restored."];
  return [
    "No assets yet",
    "What you generate or upload is kept here, also when its node is deleted. Drop files here to begin.",
  ];
}

function Failed({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-center gap-3 py-24 text-center text-ink-soft text-ui">
      {message}
      <Button small onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
