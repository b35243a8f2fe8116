// Beside the name of the selected group: the colour it has, and the others.
import { COLOURS, type Group } from "../document/groups";
import { IconButton } from "../ui/IconButton";
import { Menu, MenuChoices } from "../ui/Menu";
import { useWorkspace } from "./workspace_context";

export function GroupColour({ group }: { group: Group }) {
  const { groups } = useWorkspace();
  const choices = COLOURS.map((value) => ({
    value,
    label: value.charAt(0).toUpperCase() + value.slice(1),
    icon: <Dot colour={value} />,
  }));
  return (
    <Menu
      trigger={
        <IconButton name="Colour of the group" small className="nopan nodrag">
          <Dot colour={group.colour} />
        </IconButton>
      }
    >
      <MenuChoices value={group.colour} choices={choices} onPick={(colour) => groups.recolour(group.id, colour)} />
    </Menu>
  );
}

function Dot({ colour }: { colour: string }) {
  return <span data-group-colour={colour} className="size-3 rounded-full bg-(--group)" />;
}
