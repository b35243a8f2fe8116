// What can be done with the canvas as a whole, beside its name.
import { ChevronDown } from "lucide-react";
import { useDocument } from "../document/context";
import { ExportItems } from "../exchange/ExportItems";
import { IconButton } from "../ui/IconButton";
import { Menu } from "../ui/Menu";

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
    </Menu>
  );
}
