// Deleting is deliberate: what still uses the asset is said first.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getAssetUses } from "../api/client";
import type { Asset, AssetUses } from "../api/types";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { KindIcon } from "../ui/kinds";
import { Skeleton } from "../ui/Skeleton";
import { putIntoBin } from "./deleting";

/** Uses that are named; the rest is counted. */
const NAMED = 6;

interface Props {
  asset: Asset | null;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteDialog({ asset, onClose, onDeleted }: Props) {
  return (
    <Dialog title="Delete this asset?" open={asset !== null} onClose={onClose}>
      {asset && <Body key={asset.id} asset={asset} onClose={onClose} onDeleted={onDeleted} />}
    </Dialog>
  );
}

function Body({ asset, onClose, onDeleted }: Props & { asset: Asset }) {
  const queries = useQueryClient();
  const uses = useQuery({
    queryKey: ["asset", asset.id, "uses"],
    queryFn: () => getAssetUses(asset.id),
    staleTime: 0,
    gcTime: 0,
  });
  const remove = async () => {
    onClose();
    if (await putIntoBin(asset, queries)) onDeleted();
  };
  return (
    <div className="flex flex-col gap-4 px-4 pb-4 text-ink-soft text-ui">
      {uses.isPending && <Skeleton className="h-5 w-3/4" />}
      {uses.isError && <p role="alert">What uses it could not be found out. {uses.error.message}</p>}
      {uses.data && <Said uses={uses.data} />}
      <p>It stays in the bin for 30 days: until then it can be restored, and nodes go on showing it.</p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" onClick={() => void remove()}>
          Delete
        </Button>
      </div>
    </div>
  );
}

function Said({ uses }: { uses: AssetUses }) {
  const { nodes, generations } = uses;
  if (nodes.length + generations.length === 0) return <p>Nothing uses it.</p>;
  return (
    <div className="flex flex-col gap-3">
      {nodes.length > 0 && (
        <div>
          <p className="pb-1.5">Still used by {nodes.length === 1 ? "one node" : `${nodes.length} nodes`}:</p>
          <ul aria-label="Used by" className="flex flex-col gap-1">
            {nodes.slice(0, NAMED).map((use) => (
              <li key={`${use.canvas} ${use.node}`} className="flex items-center gap-2">
                <KindIcon kind={use.kind} size={14} />
                <span className="min-w-0 flex-1 truncate">
                  <span className="text-ink">{use.title}</span> on {use.canvas_title}
                </span>
                {!use.shown && <span className="shrink-0 text-ink-faint text-label">earlier take</span>}
              </li>
            ))}
          </ul>
          {nodes.length > NAMED && <p className="pt-1 text-ink-faint">and {nodes.length - NAMED} more</p>}
        </div>
      )}
      {generations.length > 0 && <p>{madeFromIt(generations.length)}</p>}
    </div>
  );
}

function madeFromIt(count: number): string {
  return count === 1
    ? "One result was made from it. That stays as it is."
    : `${count} results were made from it. They stay as they are.`;
}
