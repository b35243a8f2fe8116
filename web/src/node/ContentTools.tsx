// The tools of a node in full screen.
import type { CanvasNode } from "../document/schema";
import { IconButton } from "../ui/IconButton";
import { useTools } from "./tools";

export function ContentTools({ node }: { node: CanvasNode }) {
  const { others } = useTools(node, 16);
  return others.map(({ name, icon, act }) => (
    <IconButton key={name} name={name} side="bottom" onClick={act}>
      {icon}
    </IconButton>
  ));
}
