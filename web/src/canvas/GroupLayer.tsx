// The groups, under the cards: an area in the group's colour, and above it the name, which selects and moves all that is in it.
import { ViewportPortal } from "@xyflow/react";
import { CirclePlay } from "lucide-react";
import { type PointerEvent, useSyncExternalStore } from "react";
import { useVersion } from "../document/context";
import type { Group } from "../document/groups";
import { runGroup } from "../runs/scopes";
import { IconButton } from "../ui/IconButton";
import { ColourMenu } from "./ColourMenu";
import { GroupTitleField } from "./GroupTitleField";
import type { Box } from "./geometry";
import { follow } from "./gestures/gesture";
import { MoveGesture } from "./gestures/move";
import { areaOf } from "./group_areas";
import "./groups.css";
import { useRenamingGroup } from "./renaming_group";
import { useSelection, useWorkspace } from "./workspace_context";

export function GroupLayer() {
  const { groups } = useWorkspace();
  useVersion();
  return (
    <ViewportPortal>
      {[...groups.all()].map((group) => (
        <GroupArea key={group.id} group={group} />
      ))}
    </ViewportPortal>
  );
}

/** Where a group lies; told only when that changes, however much else moves. */
function useArea(group: Group): Box | null {
  const { scene } = useWorkspace();
  const read = () => {
    const area = areaOf(group, scene);
    return area && `${area.x} ${area.y} ${area.w} ${area.h}`;
  };
  const [x, y, w, h] = useSyncExternalStore(scene.subscribe, read)?.split(" ").map(Number) ?? [];
  return x === undefined || y === undefined || w === undefined || h === undefined ? null : { x, y, w, h };
}

function GroupArea({ group }: { group: Group }) {
  const { groups } = useWorkspace();
  const area = useArea(group);
  const selected = useSelection(({ nodes }) => groups.of(nodes)?.id === group.id);
  const renaming = useRenamingGroup((state) => state.group === group.id);
  if (!area) return null;
  const { x, y, w, h } = area;
  return (
    <div data-colour={group.colour} data-selected={selected || undefined} className="group-area">
      <div className="group-ground" style={{ left: x, top: y, width: w, height: h }} />
      <div className="group-head" style={{ left: x, top: y }}>
        {renaming ? <GroupTitleField group={group} /> : <GroupTitle group={group} />}
        {selected && !renaming && <GroupTools group={group} />}
      </div>
    </div>
  );
}

function GroupTools({ group }: { group: Group }) {
  const { document, groups } = useWorkspace();
  return (
    <>
      <ColourMenu
        name="Colour of the group"
        colour={group.colour}
        onPick={(colour) => groups.recolour(group.id, colour)}
      />
      <IconButton name="Run the group" small className="nopan nodrag" onClick={() => runGroup(document, group)}>
        <CirclePlay size={14} strokeWidth={1.5} />
      </IconButton>
    </>
  );
}

function GroupTitle({ group }: { group: Group }) {
  const workspace = useWorkspace();
  const press = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0 || !event.isPrimary) return;
    workspace.selectMany(group.members);
    follow(
      new MoveGesture(workspace, null, { x: event.clientX, y: event.clientY }),
      event.nativeEvent,
      workspace.viewport,
    );
  };
  const count = group.members.size;
  return (
    <button
      type="button"
      aria-label={`Group: ${group.title}, ${count} ${count === 1 ? "node" : "nodes"}`}
      onPointerDown={press}
      onClick={() => workspace.selectMany(group.members)}
      onDoubleClick={() => useRenamingGroup.setState({ group: group.id })}
      className="group-title nopan nodrag"
    >
      {group.title}
    </button>
  );
}
