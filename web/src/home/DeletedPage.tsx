// The canvases that were deleted. Every one is kept whole, and can be restored.
import { useQueryClient } from "@tanstack/react-query";
import type { CanvasSummary } from "../api/types";
import { PageHeader } from "../header/PageHeader";
import { Button } from "../ui/Button";
import { exactMoment, moment } from "../ui/time";
import { nodeCount, PictureFrame } from "./CanvasCard";
import { restore, useCanvases } from "./canvases";
import { Grid, GridLoading } from "./Grid";
import { ListFailed } from "./ListFailed";

export function DeletedPage() {
  const { data: canvases, error, refetch } = useCanvases(true);
  return (
    <>
      <PageHeader title="Deleted" />
      <main className="mx-auto w-full max-w-[88rem] px-4 pt-2 pb-24 sm:px-8">
        <p className="max-w-prose pb-6 text-ink-soft text-ui">
          They stay here, with every edit, until you restore them. Pictures, videos and sounds are in your{" "}
          <a href="/assets" className="font-medium text-accent-text hover:underline">
            assets
          </a>{" "}
          in any case.
        </p>
        {!canvases && !error && <GridLoading />}
        {!canvases && error && <ListFailed message={error.message} onRetry={() => void refetch()} />}
        {canvases?.length === 0 && (
          <p className="py-24 text-center font-medium text-ink text-prose">No canvas was deleted</p>
        )}
        {canvases && canvases.length > 0 && (
          <Grid label="Deleted canvases">
            {canvases.map((canvas) => (
              <DeletedCard key={canvas.id} canvas={canvas} />
            ))}
          </Grid>
        )}
      </main>
    </>
  );
}

function DeletedCard({ canvas }: { canvas: CanvasSummary }) {
  const queries = useQueryClient();
  const deleted = canvas.deleted ?? 0;
  return (
    <li>
      <PictureFrame canvas={canvas} faded />
      <div className="flex flex-wrap items-start gap-x-2 gap-y-1.5 pt-2.5">
        <div className="min-w-0 flex-1 basis-28">
          <h2 className="line-clamp-2 break-words font-medium text-ink text-ui">{canvas.title}</h2>
          <p className="tabular pt-0.5 text-ink-faint text-label">
            <time dateTime={new Date(deleted).toISOString()} title={exactMoment(deleted)}>
              <span className="max-sm:sr-only">Deleted </span>
              {moment(deleted)}
            </time>
            {" · "}
            {nodeCount(canvas.nodes)}
          </p>
        </div>
        <Button small aria-label={`Restore ${canvas.title}`} onClick={() => void restore(queries, canvas)}>
          Restore
        </Button>
      </div>
    </li>
  );
}
