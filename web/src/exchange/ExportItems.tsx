// The two ways out of a canvas, as items of any menu: the canvas's own, or its card's at home.
import { FileArchive, FileJson } from "lucide-react";
import { MenuItem } from "../ui/Menu";
import { exportWithMedia, exportWithoutMedia } from "./export";

const icon = { size: 16, strokeWidth: 1.5 };

interface Props {
  canvas: string;
  /** Awaited first: what was just edited must have arrived. */
  before?: () => Promise<void>;
}

export function ExportItems({ canvas, before = atOnce }: Props) {
  return (
    <>
      <MenuItem
        icon={<FileArchive {...icon} />}
        hint=".zip"
        onSelect={() => void before().then(() => exportWithMedia(canvas))}
      >
        Export with media
      </MenuItem>
      <MenuItem
        icon={<FileJson {...icon} />}
        hint=".json"
        onSelect={() => void before().then(() => exportWithoutMedia(canvas))}
      >
        Export without media
      </MenuItem>
    </>
  );
}

const atOnce = () => Promise.resolve();
