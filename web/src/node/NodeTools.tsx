// What can be done with a node's content, above the card; what has no room there is under More.
import { useStore } from "@xyflow/react";
import { Ellipsis, WandSparkles } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { sizeOf } from "../canvas/geometry";
import { useWorkspace } from "../canvas/workspace_context";
import type { CanvasNode } from "../document/schema";
import { TakesButton } from "../takes/TakesButton";
import { IconButton } from "../ui/IconButton";
import { KindIcon } from "../ui/kinds";
import { Menu, MenuHeading, MenuItem, MenuLine } from "../ui/Menu";
import { useGone } from "./gone_files";
import { makeNext, usesOf } from "./next_node";
import { toolsThatFit } from "./tool_room";
import { useTools } from "./tools";

export function NodeTools({ node }: { node: CanvasNode }) {
  const asset = node.shown?.asset;
  const gone = useGone(asset);
  const filled = (asset !== undefined && !gone) || node.text !== "";
  return (
    <div className="card-tools nodrag -mr-1 flex shrink-0">
      <TakesButton node={node} />
      {filled && <FilledTools node={node} />}
    </div>
  );
}

function FilledTools({ node }: { node: CanvasNode }) {
  const { w } = sizeOf(node);
  const room = useStore(({ transform }) => toolsThatFit(w * transform[2]));
  const { fullScreen, others } = useTools(node, 14);
  const uses = <Uses node={node} />;
  const all = [
    <ToolMenu key="Use as" name="Use as" icon={<WandSparkles size={14} strokeWidth={1.5} />}>
      {uses}
    </ToolMenu>,
    ...[fullScreen, ...others].map(({ name, keys = "", icon, act }) => (
      <IconButton key={name} name={name} keys={keys} small onClick={act}>
        {icon}
      </IconButton>
    )),
  ];
  if (all.length <= room) return all;
  const shown = room - 1;
  return (
    <>
      {all.slice(0, shown)}
      <ToolMenu name="More" icon={<Ellipsis size={14} strokeWidth={1.5} />}>
        {[fullScreen, ...others].slice(Math.max(0, shown - 1)).map(({ name, keys = "", icon, act }) => (
          <MenuItem key={name} icon={icon} hint={keys} onSelect={act}>
            {name}
          </MenuItem>
        ))}
        {shown === 0 && (
          <>
            <MenuLine />
            {uses}
          </>
        )}
      </ToolMenu>
    </>
  );
}

function ToolMenu({ name, icon, children }: { name: string; icon: ReactElement; children: ReactNode }) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton name={name} small>
          {icon}
        </IconButton>
      }
    >
      {children}
    </Menu>
  );
}

/** What the content can become next. */
function Uses({ node }: { node: CanvasNode }) {
  const workspace = useWorkspace();
  return (
    <>
      <MenuHeading>Use as</MenuHeading>
      {usesOf(workspace.document.table, node.kind).map(({ kind, makes }) => (
        <MenuItem key={kind} icon={<KindIcon kind={kind} />} onSelect={() => makeNext(workspace, node.id, kind)}>
          {makes}
        </MenuItem>
      ))}
    </>
  );
}
