// What can be done with an asset that is looked at.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CornerUpLeft, Download, LayoutDashboard, RotateCcw, Trash2 } from "lucide-react";
import { navigate } from "../address";
import { assetFile, createCanvas, listCanvases } from "../api/client";
import { messageOf } from "../api/errors";
import type { Asset } from "../api/types";
import { canvasWith, nodeOn } from "../canvas/arrival";
import { Button } from "../ui/Button";
import { Menu, MenuHeading, MenuItem, MenuLine } from "../ui/Menu";
import { toast } from "../ui/Toasts";
import { takeOutOfBin } from "./deleting";

/** Canvases that are offered; the ones used last. */
const OFFERED = 8;
const WIDE = "w-full justify-start";

interface Props {
  asset: Asset;
  onDelete: () => void;
  onRestored: () => void;
}

export function AssetActions({ asset, onDelete, onRestored }: Props) {
  const queries = useQueryClient();
  if (asset.purged) return null;
  if (asset.deleted) {
    const restore = async () => {
      if (await takeOutOfBin(asset, queries)) onRestored();
    };
    return (
      <div className="flex gap-2">
        <Button look="primary" className="flex-1" onClick={() => void restore()}>
          <RotateCcw aria-hidden="true" size={16} strokeWidth={1.5} />
          Restore
        </Button>
        <DownloadLink asset={asset} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <UseOnCanvas asset={asset} />
      {asset.origin.how === "generated" && <WhereItWasMade canvas={asset.origin.canvas} node={asset.origin.node} />}
      <div className="flex gap-2">
        <DownloadLink asset={asset} />
        <Button look="danger" onClick={onDelete}>
          <Trash2 aria-hidden="true" size={16} strokeWidth={1.5} />
          Delete
        </Button>
      </div>
    </div>
  );
}

function DownloadLink({ asset }: { asset: Asset }) {
  return (
    <a
      href={assetFile(asset.id)}
      download={asset.name}
      className="hairline inline-flex h-8 flex-1 items-center gap-1.5 rounded-control bg-card px-3 font-medium text-ink text-ui transition-colors hover:bg-hover"
    >
      <Download aria-hidden="true" size={16} strokeWidth={1.5} />
      Download
    </a>
  );
}

/** Says so when the canvas is gone; the canvas itself says when the node is. */
function WhereItWasMade({ canvas, node }: { canvas: string; node: string }) {
  const { data: canvases } = useCanvases();
  if (canvases && !canvases.some(({ id }) => id === canvas)) {
    return <p className="px-1 text-ink-faint text-label">The canvas it was made on was deleted.</p>;
  }
  return (
    <Button className={WIDE} onClick={() => navigate(nodeOn(canvas, node))}>
      <CornerUpLeft aria-hidden="true" size={16} strokeWidth={1.5} />
      Open where it was made
    </Button>
  );
}

function UseOnCanvas({ asset }: { asset: Asset }) {
  const { data: canvases = [] } = useCanvases();
  const newest = [...canvases].sort((one, other) => other.updated - one.updated).slice(0, OFFERED);
  const onNew = async () => {
    try {
      navigate(canvasWith((await createCanvas()).id, asset.id));
    } catch (error) {
      toast({ text: messageOf(error), failed: true });
    }
  };
  return (
    <Menu
      trigger={
        <Button className={WIDE}>
          <LayoutDashboard aria-hidden="true" size={16} strokeWidth={1.5} />
          Use on a canvas
        </Button>
      }
    >
      <MenuHeading>Place it on</MenuHeading>
      {newest.map(({ id, title }) => (
        <MenuItem key={id} onSelect={() => navigate(canvasWith(id, asset.id))}>
          <span className="block max-w-56 truncate">{title}</span>
        </MenuItem>
      ))}
      {newest.length > 0 && <MenuLine />}
      <MenuItem onSelect={() => void onNew()}>A new canvas</MenuItem>
    </Menu>
  );
}

function useCanvases() {
  return useQuery({ queryKey: ["canvases", "titles"], queryFn: () => listCanvases() });
}
