// What can be done with the canvas as a whole, beside its name.
import { ChevronDown } from "lucide-react";
import { showDialog } from "../commands/open_dialog";
import { useDocument } from "../document/context";
import { ExportItems } from "../exchange/ExportItems";
import { IconButton } from "../ui/IconButton";
import { Menu, MenuItem, MenuLine } from "../ui/Menu";

export function CanvasActions({ canvas }: { canvas: string }) {
  const document = useDocument();
  return (
    <Menu
      trigger={
        <IconButton name="Canvas menu" side="bottom" small>
          <ChevronDown size={14} strokeWidth={1.5} />
        </IconButton>
      }
    >
      <ExportItems canvas={canvas} before={() => document.saved()} />
      <MenuLine />
      <MenuItem hint="?" onSelect={() => showDialog("shortcuts")}>
        Keyboard shortcuts
      </MenuItem>
    </Menu>
  );
}
