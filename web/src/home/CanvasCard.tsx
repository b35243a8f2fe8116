// One canvas at home: its picture, its title, when it was edited, and a menu of what can be done with it.
import { useQueryClient } from "@tanstack/react-query";
import { Copy, Ellipsis, FolderOpen, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { navigate } from "../address";
import type { CanvasSummary } from "../api/types";
import { ExportItems } from "../exchange/ExportItems";
import { IconButton } from "../ui/IconButton";
import { Menu, MenuItem, MenuLine } from "../ui/Menu";
import { exactMoment, moment } from "../ui/time";
import { CanvasPicture } from "./CanvasPicture";
import { canvasAddress, duplicate, remove, rename } from "./canvases";
import { RenameField } from "./RenameField";

const icon = { size: 16, strokeWidth: 1.5 };

export function CanvasCard({ canvas }: { canvas: CanvasSummary }) {
  const queries = useQueryClient();
  const [renaming, setRenaming] = useState(false);
  return (
    <li className="canvas-card group relative">
      <PictureFrame canvas={canvas} />
      <div className="flex items-start gap-1 pt-2.5">
        <div className="min-w-0 flex-1">
          {renaming ? (
            <RenameField
              title={canvas.title}
              onDone={(title) => {
                setRenaming(false);
                if (title) void rename(queries, canvas, title);
              }}
            />
          ) : (
            <a
              href={canvasAddress(canvas.id)}
              title={canvas.title}
              className="line-clamp-2 break-words font-medium text-ink text-ui outline-none after:absolute after:inset-0 after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:outline-offset-4"
            >
              {canvas.title}
            </a>
          )}
          <CardFacts canvas={canvas} />
        </div>
        <CardMenu canvas={canvas} onRename={() => setRenaming(true)} />
      </div>
    </li>
  );
}

export function PictureFrame({ canvas, faded = false }: { canvas: CanvasSummary; faded?: boolean }) {
  return (
    <div
      data-faded={faded || undefined}
      className="overflow-hidden rounded-card bg-field shadow-[0_0_0_1px_var(--line)] transition-shadow group-hover:shadow-[0_0_0_1px_var(--line-strong),var(--shadow-lift)] data-faded:opacity-60 data-faded:saturate-50"
    >
      <CanvasPicture sketch={canvas.sketch} />
    </div>
  );
}

function CardFacts({ canvas: { updated, nodes } }: { canvas: CanvasSummary }) {
  return (
    <p className="tabular pt-0.5 text-ink-faint text-label">
      <time dateTime={new Date(updated).toISOString()} title={exactMoment(updated)}>
        <span className="max-sm:sr-only">Edited </span>
        {moment(updated)}
      </time>
      {" · "}
      {nodeCount(nodes)}
    </p>
  );
}

export function nodeCount(nodes: number): string {
  return nodes === 0 ? "Empty" : `${nodes} ${nodes === 1 ? "node" : "nodes"}`;
}

function CardMenu({ canvas, onRename }: { canvas: CanvasSummary; onRename: () => void }) {
  const queries = useQueryClient();
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          name={`Menu of ${canvas.title}`}
          side="bottom"
          small
          className="z-[1] -mr-1 opacity-0 transition-opacity focus-visible:opacity-100 group-hover:opacity-100 data-popup-open:bg-press data-popup-open:opacity-100 pointer-coarse:opacity-100"
        >
          <Ellipsis {...icon} />
        </IconButton>
      }
    >
      <MenuItem icon={<FolderOpen {...icon} />} onSelect={() => navigate(canvasAddress(canvas.id))}>
        Open
      </MenuItem>
      {/* After the menu has given the focus back. */}
      <MenuItem icon={<Pencil {...icon} />} onSelect={() => setTimeout(onRename)}>
        Rename
      </MenuItem>
      <MenuItem icon={<Copy {...icon} />} onSelect={() => void duplicate(queries, canvas)}>
        Duplicate
      </MenuItem>
      <MenuLine />
      <ExportItems canvas={canvas.id} />
      <MenuLine />
      <MenuItem danger icon={<Trash2 {...icon} />} onSelect={() => void remove(queries, canvas)}>
        Delete
      </MenuItem>
    </Menu>
  );
}
