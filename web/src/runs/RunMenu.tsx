// Run beyond one node: the whole canvas, what is selected, and everything before or after one node.
import { CirclePlay } from "lucide-react";
import { useSelection, useWorkspace } from "../canvas/workspace_context";
import { IconButton } from "../ui/IconButton";
import { Menu, MenuHeading, MenuItem, MenuLine } from "../ui/Menu";
import { nodesAmong, runCanvas, runFrom, runGroup, runSelected, runUpTo } from "./scopes";

export function RunMenu() {
  return (
    <Menu
      align="start"
      trigger={
        <IconButton name="Run" side="right">
          <CirclePlay size={18} strokeWidth={1.5} />
        </IconButton>
      }
    >
      <Choices />
    </Menu>
  );
}

function Choices() {
  const workspace = useWorkspace();
  const selected = useSelection(({ nodes }) => nodes);
  const only = selected.size === 1 ? [...selected][0] : undefined;
  const title = only === undefined ? undefined : workspace.document.get(only)?.title;
  const nodes = nodesAmong(workspace.document, selected);
  const group = only === undefined ? workspace.groups.of(selected) : workspace.groups.around(only);
  return (
    <>
      <MenuHeading>Run</MenuHeading>
      <MenuItem hint="R" onSelect={() => runCanvas()}>
        The whole canvas
      </MenuItem>
      {nodes.length > 0 && selected.size > 1 && !group && (
        <MenuItem
          hint="Shift R"
          onSelect={() => runSelected(workspace.document, selected)}
        >{`The ${nodes.length} selected`}</MenuItem>
      )}
      {group && (
        <MenuItem onSelect={() => runGroup(workspace.document, group)}>{`The group “${group.title}”`}</MenuItem>
      )}
      {only !== undefined && title !== undefined && (
        <>
          <MenuLine />
          <MenuItem hint="Shift R" onSelect={() => runFrom(only, title)}>
            From here on
          </MenuItem>
          <MenuItem onSelect={() => runUpTo(only, title)}>Up to here</MenuItem>
        </>
      )}
    </>
  );
}
