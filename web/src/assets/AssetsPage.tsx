// Everything ever made or uploaded, newest first.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { listAssets } from "../api/client";
import type { Asset } from "../api/types";
import { PageHeader } from "../header/PageHeader";
import { Button } from "../ui/Button";
import { AssetDialog } from "./AssetDialog";
import { AssetGrid, AssetGridLoading } from "./AssetGrid";
import { type KindChoice, KindFilter } from "./KindFilter";

const PAGE = 60;

export function AssetsPage() {
  const [kind, setKind] = useState<KindChoice>("all");
  const [open, setOpen] = useState<Asset | null>(null);
  const query = useInfiniteQuery({
    queryKey: ["assets", kind],
    queryFn: ({ pageParam }) =>
      listAssets({ ...(kind === "all" ? {} : { kind }), ...(pageParam ? { before: pageParam } : {}), limit: PAGE }),
    initialPageParam: "",
    getNextPageParam: (last) => (last.length === PAGE ? last.at(-1)?.id : undefined),
  });
  const assets = query.data?.pages.flat();
  return (
    <>
      <PageHeader title="Assets" />
      <main className="mx-auto w-full max-w-6xl px-4 pt-2 pb-24 sm:px-6">
        <KindFilter value={kind} onPick={setKind} />
        {query.isPending && <AssetGridLoading />}
        {query.isError && !assets && <Failed message={query.error.message} onRetry={() => void query.refetch()} />}
        {assets?.length === 0 && <Nothing kind={kind} />}
        {assets && assets.length > 0 && <AssetGrid assets={assets} onOpen={setOpen} />}
        {query.hasNextPage && (
          <div className="pt-6 text-center">
            <Button look="quiet" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              Show earlier
            </Button>
          </div>
        )}
      </main>
      <AssetDialog asset={open} onClose={() => setOpen(null)} />
    </>
  );
}

function Nothing({ kind }: { kind: KindChoice }) {
  const what = { all: "pictures, videos and sounds", image: "pictures", video: "videos", audio: "sounds" }[kind];
  return (
    <div className="py-24 text-center">
      <p className="font-medium text-ink text-prose">No {what} yet</p>
      <p className="pt-1 text-ink-soft text-ui">
        What you generate or upload on a canvas is kept here, also when its node is deleted.
      </p>
    </div>
  );
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
