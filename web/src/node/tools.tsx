// What can be done with a node's content, in the order of how often it is.
import { Copy, Download, Images, Maximize2 } from "lucide-react";
import type { ReactNode } from "react";
import { navigate } from "../address";
import { EVERYTHING, writeSearch } from "../assets/search";
import { useDocument } from "../document/context";
import type { CanvasNode } from "../document/schema";
import { copyContent } from "./copying";
import { download } from "./download";
import { showFullScreen } from "./full_screen";

export interface Tool {
  name: string;
  /** Keys that do the same. */
  keys?: string;
  icon: ReactNode;
  act: () => void;
}

export function useTools(node: CanvasNode, size: number): { fullScreen: Tool; others: Tool[] } {
  const document = useDocument();
  const icon = { size, strokeWidth: 1.5 };
  const asset = node.shown?.asset;
  const assets = {
    name: "Open in assets",
    icon: <Images {...icon} />,
    act: () => navigate(`/assets${writeSearch(EVERYTHING, asset)}`),
  };
  return {
    fullScreen: {
      name: "Full screen",
      keys: "F",
      icon: <Maximize2 {...icon} />,
      act: () => showFullScreen(node.id),
    },
    others: [
      { name: "Download", icon: <Download {...icon} />, act: () => void download(document.id, node) },
      { name: COPIES[node.kind] ?? "Copy node", icon: <Copy {...icon} />, act: () => void copyContent(node) },
      ...(asset === undefined ? [] : [assets]),
    ],
  };
}

const COPIES: Partial<Record<CanvasNode["kind"], string>> = { text: "Copy text", image: "Copy picture" };
